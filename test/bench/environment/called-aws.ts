import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ScaledClock } from '../../simulator/clock/scaled-clock';
import { OPERATOR } from '../../simulator/iam/iam';
import { SimulatedAws } from '../../simulator/simulated-aws';
import { firstChanges } from '../first-changes';

export const ZONE = { id: 'Z32VWXIKNNRFKK', name: 'db.example' };
export const GROUP = 'testdns';
const REGION = 'eu-west-1';

export interface AccountOptions {
  readonly replicas: number;
  /** Of three nodes each. */
  readonly otherGroups?: number;
  /** Whom the claim is addressed to. */
  readonly reconciler: string;
}

/** The simulated AWS in real time behind TLS, each call of which takes at least `delayMs`. */
export class CalledAws {
  static async open(folder: string, delayMs: number): Promise<CalledAws> {
    const [key, certificate] = ['localhost.key', 'localhost.pem'].map((file) => join(folder, file));
    const newKey = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key];
    const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    execFileSync('openssl', ['req', '-x509', ...newKey, '-out', certificate, '-days', '2', ...name], { stdio: ['ignore', 'ignore', 'pipe'] });
    const server = https.createServer({ key: readFileSync(key), cert: readFileSync(certificate), keepAliveTimeout: 0 });
    await new Promise<void>((resolve) => { server.listen(0, 'localhost', resolve); });
    return new CalledAws(server, delayMs, certificate);
  }

  /** What an environment must know to call it. */
  readonly variables: Record<string, string>;
  private underWay: { readonly from: number; readonly to: number }[] = [];
  private aws?: SimulatedAws;
  private clock?: ScaledClock;

  private constructor(private readonly server: https.Server, private readonly delayMs: number, certificate: string) {
    this.variables = {
      AWS_ENDPOINT_URL: `https://localhost:${(server.address() as AddressInfo).port}`,
      NODE_EXTRA_CA_CERTS: certificate,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: OPERATOR,
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    };
    server.on('request', (request, response) => this.forward(request, response));
  }

  /** A fresh account: the group with its names and claim, and others. */
  async reset({ replicas, otherGroups = 0, reconciler }: AccountOptions): Promise<void> {
    await this.closeAccount();
    this.underWay = [];
    this.clock = new ScaledClock(1);
    const aws = this.aws = await SimulatedAws.start({ clock: this.clock, region: REGION });
    for (let number = 1; number <= otherGroups; number += 1) await aws.elasticache.createReplicationGroup({ id: `other-${number}`, replicas: 2 });
    const { nodes } = await aws.elasticache.createReplicationGroup({ id: GROUP, replicas });
    const zone = aws.route53.createHostedZone({ ...ZONE, private: true });
    const group = { id: GROUP, prefix: 'read', zone: ZONE, reconciler, nodes: nodes.map(({ id, address }) => ({ node: id, address: address! })) };
    zone.apply({ changes: firstChanges(group, this.clock.now()) }, 'the deployment');
  }

  async failOver(): Promise<void> {
    await this.account.elasticache.group(GROUP).failover(`${GROUP}-002`);
  }

  /** What was called since the reset, refused or not. */
  get calls(): readonly { readonly action: string; readonly params: Readonly<Record<string, unknown>> }[] {
    return this.account.api.calls;
  }

  /** The most calls since the reset of which each came after the answer to the one before: what one can wait for at once is one round. */
  get rounds(): number {
    let rounds = 0;
    let answered = -Infinity;
    for (const { from, to } of [...this.underWay].sort((one, other) => one.to - other.to)) {
      if (from < answered) continue;
      rounds += 1;
      answered = to;
    }
    return rounds;
  }

  /** Elements of the change batches that were made, the deployment's left out. */
  get changes(): number {
    return this.account.route53.zone(ZONE.id).history.slice(1).reduce((sum, { changes }) => sum + changes.length, 0);
  }

  /** @throws when a name leads to the primary */
  checkRight(): void {
    const { address } = this.account.elasticache.group(GROUP).nodes.find(({ role }) => role === 'primary')!;
    const wrong = this.account.route53.zone(ZONE.id).records().find(({ type, values }) => type === 'CNAME' && values[0] === address);
    if (wrong !== undefined) throw new Error(`${wrong.name} still leads to the primary`);
  }

  async close(): Promise<void> {
    await this.closeAccount();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get account(): SimulatedAws {
    if (!this.aws) throw new Error('there is no account before the first reset');
    return this.aws;
  }

  private async closeAccount(): Promise<void> {
    await this.aws?.close();
    this.clock?.stop();
  }

  private forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    const arrived = performance.now();
    const { method, url, headers } = request;
    const sent = http.request(new URL(url!, this.account.api.url), { method, headers }, (answer) => {
      setTimeout(() => {
        this.underWay.push({ from: arrived, to: performance.now() });
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      }, this.delayMs - (performance.now() - arrived));
    });
    sent.on('error', () => response.destroy());
    request.pipe(sent);
  }
}
