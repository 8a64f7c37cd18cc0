import * as http from 'node:http';
import { Duplex } from 'node:stream';
import { fetchFromAws, isHostOfAws } from './fetch-from-aws';
import { simulatedSocketTimeout } from './socket-timeout';
import { Clock } from '../clock/clock';

/** When the environment of a function is to end: at its n-th call from now on, before the request leaves or after the answer came. */
export interface Death {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

interface Exchange {
  hold?: { release(): void };
  request?: http.ClientRequest;
  response?: http.IncomingMessage;
}

/**
 * The network of one execution environment. While a request is under way the clock is held, so that simulated time stands still; when
 * the server says that it has left a request lying, it is let go, so that the program's own time-outs can pass.
 */
export class Network {
  readonly http: typeof http;
  readonly fetch: typeof fetch;
  private readonly exchanges = new Set<Exchange>();
  private readonly agents = new Set<http.Agent>();
  private cut = false;

  /** `onCall` is asked at every call whether the environment dies at it; `die` ends the environment. Hosts of AWS are found at `endpoint`. */
  constructor(
    private readonly clock: Clock, private readonly onCall: () => 'before' | 'after' | undefined, private readonly die: () => void, private readonly endpoint?: string,
  ) {
    this.fetch = async (...args) => this.exchangeByFetch(...args);
    const module = { ...http, Agent: this.agentClass(), request: this.requestFunction(), get: this.getFunction() };
    // as an imported module has it; the spread one would be the real network's.
    this.http = Object.assign(module, { default: module });
  }

  /** The server will not answer this request, or not soon. */
  abandoned(localPort: number) {
    for (const exchange of this.on(localPort)) this.release(exchange);
  }

  /** The server turns to the request again. */
  resumed(localPort: number) {
    for (const exchange of this.on(localPort)) exchange.hold ??= this.clock.hold();
  }

  /** The environment is gone: no answer reaches the program any more. */
  cutOff() {
    this.cut = true;
    for (const exchange of this.exchanges) {
      const deaf = () => true;
      if (exchange.request) exchange.request.emit = deaf;
      if (exchange.response) exchange.response.emit = deaf;
      exchange.request?.destroy();
      this.end(exchange);
    }
    for (const agent of this.agents) agent.destroy();
  }

  private requestFunction() {
    return ((...args: Parameters<typeof http.request>) => {
      const death = this.cut ? 'before' : this.onCall();
      const request = death === 'before' ? http.request({ createConnection: () => new DeadSocket() }) : http.request(...args);
      const exchange: Exchange = { request, hold: this.clock.hold() };
      this.exchanges.add(exchange);
      request.once('close', () => this.end(exchange));
      if (death === 'before') this.die();
      if (death === 'after') {
        const emit = request.emit.bind(request);
        request.emit = (event: string, ...values: unknown[]) => (event === 'response' ? this.dieUnanswered() : emit(event, ...values));
      }
      request.once('response', (response) => { exchange.response = response; });
      return request;
    }) as typeof http.request;
  }

  private getFunction() {
    return ((...args: Parameters<typeof http.get>) => {
      const request = this.http.request(...args);
      request.end();
      return request;
    }) as typeof http.get;
  }

  private agentClass() {
    const { agents, clock } = this;
    return class extends http.Agent {
      constructor(options?: http.AgentOptions) {
        super(options);
        agents.add(this);
      }

      createConnection(...args: unknown[]) {
        const create = (http.Agent.prototype as unknown as { createConnection(...values: unknown[]): Duplex }).createConnection;
        return simulatedSocketTimeout(create.apply(this, args), clock);
      }
    };
  }

  private async exchangeByFetch(...args: Parameters<typeof fetch>): Promise<Response> {
    const death = this.cut ? 'before' : this.onCall();
    if (death === 'before') {
      this.die();
      return never();
    }
    const exchange: Exchange = { hold: this.clock.hold() };
    this.exchanges.add(exchange);
    try {
      const toAws = this.endpoint !== undefined && isHostOfAws(args[0]);
      const response = await (toAws ? fetchFromAws(this.endpoint, args, (request) => { exchange.request = request; }) : fetch(...args));
      const body = await response.arrayBuffer(); // read while the clock is held
      if (death === 'after') this.die();
      if (this.cut) return await never();
      return new Response([204, 304].includes(response.status) ? null : body, response);
    } finally {
      this.end(exchange);
    }
  }

  private dieUnanswered() {
    this.die();
    return true;
  }

  private on(localPort: number) {
    return [...this.exchanges].filter(({ request }) => request?.socket?.localPort === localPort);
  }

  private end(exchange: Exchange) {
    this.release(exchange);
    this.exchanges.delete(exchange);
  }

  private release(exchange: Exchange) {
    exchange.hold?.release();
    exchange.hold = undefined;
  }
}

/** Takes everything and answers nothing. */
class DeadSocket extends Duplex {
  _read() {}
  _write() {}
}

async function never() {
  return new Promise<never>(() => {});
}
