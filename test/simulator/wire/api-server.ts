import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { ApiRequest } from './api-call';
import { Dispatcher, DispatcherOptions, RecordedCall } from './dispatcher';
import { answerStorage, Receiver } from './storage';

/** What went over the wire: a request and what it was answered. */
export interface Exchange {
  readonly request: ApiRequest;
  readonly answer: { readonly status: number; readonly body: string };
}

/** The endpoint of all services, and of whatever else is put to it over HTTP. */
export class ApiServer {
  static async start(options: DispatcherOptions): Promise<ApiServer> {
    const server = createServer();
    // a connection that the server closes for being idle may be just about to carry the client's next request.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    return new ApiServer(server, options);
  }

  readonly url: string;
  /** A request from this port is left unanswered, for good or until `onResume`: nobody is at work on it. */
  onAbandon?: (remotePort: number) => void;
  /** The request from this port is at work again, about to be answered. */
  onResume?: (remotePort: number) => void;
  /** Sees what is answered. */
  onExchange?: (exchange: Exchange) => void;
  private readonly dispatcher: Dispatcher;
  private readonly receivers = new Map<string, (body: string) => void>();
  private readonly stored = new Map<string, Receiver>();
  private taken = 0;

  private constructor(private readonly server: Server, private readonly options: DispatcherOptions) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.dispatcher = new Dispatcher(options);
    server.on('request', (request, response) => { void this.handle(request, response); });
  }

  /** Every call that reached the server, whatever became of it. */
  get calls(): RecordedCall[] {
    return this.dispatcher.calls;
  }

  /** What was asked for and is not modelled; whoever asked got an error with this text. */
  get notModelled(): string[] {
    return this.dispatcher.notModelled;
  }

  /** Takes what is put at the path, such as the response of a custom resource. */
  receive(path: string, handler: (body: string) => void): void {
    this.receivers.set(path, handler);
  }

  /** Answers what is asked of the URL, which is one of S3's. A fault for it is planned under `s3:PutObject`. */
  store(url: string, receiver: Receiver): void {
    this.stored.set(url.replace(/^https:\/\/[^/]+/, '').split('?')[0], receiver);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (/\.s3[-.].*amazonaws\.com(\.cn)?$/.test(request.headers.host!)) {
      await this.handleStorage(request, response, body);
      return;
    }
    const url = new URL(request.url!, this.url);
    const receiver = this.receivers.get(url.pathname);
    // the answer carries the simulated time: the SDK corrects its clock by this header.
    response.setHeader('date', new Date(this.options.clock.now()).toUTCString());
    if (request.method === 'PUT' && receiver) {
      receiver(body);
      response.end();
      return;
    }

    this.taken += 1;
    const requestId = `00000000-0000-4000-8000-${String(this.taken).padStart(12, '0')}`;
    const port = request.socket.remotePort!;
    const asked = { headers: request.headers, method: request.method!, path: url.pathname, query: url.searchParams, body };
    const answer = await this.dispatcher.dispatch(asked, requestId, async (ms) => this.pause(ms, port));
    if (answer === 'silence') {
      this.onAbandon?.(port);
    } else if (answer === 'cut') {
      request.socket.destroy();
    } else {
      this.onExchange?.({ request: asked, answer });
      response.writeHead(answer.status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId });
      response.end(answer.body);
    }
  }

  private async handleStorage(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const port = request.socket.remotePort!;
    const { method, url: target, headers } = request as IncomingMessage & { method: string; url: string };
    const params = { host: headers.host!, target };
    const fault = this.options.faults.take({ action: 's3:PutObject', caller: 'whoever has the URL', params });
    const asked = { method, host: headers.host!, target, headers, body };
    const answer = await answerStorage(asked, this.stored.get(target.split('?')[0]), fault, async (ms) => this.pause(ms, port));
    if (answer === 'silence') {
      this.onAbandon?.(port);
    } else if (answer === 'cut') {
      request.socket.destroy();
    } else {
      response.writeHead(answer.status, { 'content-type': 'application/xml' });
      response.end(answer.body);
    }
  }

  private async pause(ms: number, port: number): Promise<void> {
    this.onAbandon?.(port);
    await this.options.clock.sleep(ms);
    this.onResume?.(port);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
