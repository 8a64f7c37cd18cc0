import dns from 'node:dns';
import { readFileSync } from 'node:fs';
import { isIP, LookupFunction } from 'node:net';
import { createInterface } from 'node:readline';
import { ScaledClock } from '../../simulator/clock/scaled-clock';
import { CachingResolver } from '../../simulator/dns/resolver';

const environment = process.env as Record<string, string>;

export const name = environment.CLIENT_NAME;
export const port = Number(environment.CLIENT_PORT);
/** Empty: the client does what it does by default. */
export const readerEndpoint = environment.READER_ENDPOINT || undefined;
/** Certificates of the only authorities to trust. Undefined: those that Node.js and the system trust. */
export const authorities = environment.AUTHORITIES ? readFileSync(environment.AUTHORITIES) : undefined;
/** Milliseconds. Empty: the client keeps its connection. */
export const checkEvery = Number(environment.CHECK_EVERY_MS);

let fail: (error: Error) => void;
const failure = new Promise<never>((_, reject) => fail = reject);
failure.catch(() => undefined); // whoever reads is told

/** For the client's error events: a client that can't connect tries again and again, and only its events tell. */
export const report = (error: Error): void => fail(error);

/** Each line that comes in asks for a read; each line that goes out tells which server answered it, or why none did. */
export async function serve(info: () => Promise<string>): Promise<void> {
  for await (const line of createInterface(process.stdin)) {
    if (line !== 'read') throw new Error(`the line must be 'read', got: ${line}`);
    const answer = await Promise.race([info(), failure]).then(
      (text) => ({ runId: /run_id:(\w+)/.exec(text)![1] }),
      (error: Error) => ({ error: `${error.name}: ${error.message}` }),
    );
    console.log(JSON.stringify(answer));
  }
  process.exit();
}

// the system's resolver, for all of this process: it asks the name server of the zone, and remembers for the TTL.
const resolver = new CachingResolver(new ScaledClock(1), { port: Number(environment.DNS_PORT) });
const { lookup: systemsOwn } = dns;
const lookup: LookupFunction = (host, options, callback) => {
  if (isIP(host)) return systemsOwn(host, options, callback); // the resolver itself asks so
  return void resolver.resolve(host).then(({ address }) => {
    if (address === undefined) callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), '');
    else if (options.all) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  }, (error: NodeJS.ErrnoException) => callback(error, ''));
};
dns.promises.setServers([`127.0.0.1:${environment.DNS_PORT}`]); // for what asks for a CNAME
Object.assign(dns, { lookup });
Object.assign(dns.promises, { lookup: async (host: string) => ({ address: (await resolver.resolve(host)).address, family: 4 }) });
