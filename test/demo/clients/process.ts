import { Clients } from './clients';
import { FromClients, ToClients } from './messages';
import { Resolve } from './resolve';
import { ScaledClock } from '../../simulator/clock/scaled-clock';
import { CachingResolver } from '../../simulator/dns/resolver';

// a process of their own: measuring must not wait for what is measured.
let clients: Clients | undefined;

process.on('message', (message: ToClients) => {
  if (message.kind !== 'order') return void clients?.receive(message);
  const { scale, dnsPort } = message.order;
  clients = new Clients(message.order, throughResolver(new CachingResolver(new ScaledClock(scale), { port: dnsPort })), tell);
  tell({ kind: 'ready' });
});
process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined); // the terminal tells everybody; whoever started us decides

function throughResolver(resolver: CachingResolver): Resolve {
  return async (name) => {
    const { address } = await resolver.resolve(name);
    if (address === undefined) throw Object.assign(new Error(`no such name: ${name}`), { code: 'ENOTFOUND' });
    return address;
  };
}

function tell(news: FromClients): void {
  if (process.connected) process.send!(news);
}
