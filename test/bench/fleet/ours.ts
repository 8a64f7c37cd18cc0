import type { SQSRecord } from 'aws-lambda';
import { Account } from './account';
import { Fleet, FleetZone, RECONCILER } from './fleet';
import { Contender } from './herd';
import { HostedZone } from '../../../src/reconciler/aws/hosted-zone';
import { ReplicationGroups } from '../../../src/reconciler/aws/replication-groups';
import { REFUSED_PAUSE_MS } from '../../../src/reconciler/aws/zone-pages';
import { fingerprint } from '../../../src/reconciler/decide/fingerprint';
import { MAX_RECEIVE_COUNT, VISIBILITY_SECONDS } from '../../../src/reconciler/settings';
import { WakeUpServer } from '../../../src/reconciler/wake-ups/wake-up-server';

const BATCH = 10;
const CONCURRENCY = 2;
/** As in the handler: time to answer and log after the last attempt. */
const RESERVE_MS = 7_500;

/** The library: a queue for each zone, served by the real pass. No sweep helps. */
export const OURS: Contender = {
  name: 'this library',
  begin(fleet) {
    const reconcilers = new Map<FleetZone, Reconciler>();
    for (const { zone } of fleet.groups) if (!reconcilers.has(zone)) reconcilers.set(zone, new Reconciler(fleet, zone));
    return ({ zone }) => reconcilers.get(zone)!.send();
  },
};

interface Message {
  readonly messageId: string;
  readonly sentAt: number;
  received: number;
  over(): void;
}

/** One queue and the function that serves it: batches of ten, at most two at a time, none of them warm at first. */
class Reconciler {
  private readonly account: Account;
  private readonly visible: Message[] = [];
  private readonly idle: WakeUpServer[] = [];
  private running = 0;
  private sent = 0;

  constructor(fleet: Fleet, private readonly zone: FleetZone) {
    this.account = fleet.account;
  }

  async send(): Promise<void> {
    return new Promise((over) => {
      this.visible.push({ messageId: `${this.sent += 1}`, sentAt: this.account.clock.now(), received: 0, over });
      this.poll();
    });
  }

  private poll(): void {
    while (this.running < CONCURRENCY && this.visible.length > 0) {
      this.running += 1;
      void this.hand(this.visible.splice(0, BATCH)).finally(() => {
        this.running -= 1;
        this.poll();
      });
    }
  }

  private async hand(messages: readonly Message[]): Promise<void> {
    const { clock, assumptions } = this.account;
    const receivedAt = clock.now();
    for (const message of messages) message.received += 1;
    if (this.idle.length === 0) await clock.sleep(assumptions.coldStart);
    const environment = this.idle.pop() ?? this.environment();
    const begun = clock.now();
    const until = begun + VISIBILITY_SECONDS * 1000 - RESERVE_MS;
    const failures = await this.failures(environment, messages, until);
    if (clock.now() - begun > VISIBILITY_SECONDS * 1000) throw new Error(`a pass took ${(clock.now() - begun) / 1000} s: Lambda would have ended it`);
    this.idle.push(environment);
    for (const message of messages) {
      if (!failures.includes(message.messageId) || message.received === MAX_RECEIVE_COUNT) message.over();
      else clock.setTimeout(() => this.comeBack(message), receivedAt + VISIBILITY_SECONDS * 1000 - clock.now());
    }
  }

  /** All messages of a batch whose invocation fails are failures. */
  private async failures(environment: WakeUpServer, messages: readonly Message[], until: number): Promise<string[]> {
    try {
      const { batchItemFailures } = await environment.serve({ Records: messages.map(sqsRecord) }, until);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    } catch {
      return messages.map(({ messageId }) => messageId);
    }
  }

  private comeBack(message: Message): void {
    this.visible.push(message);
    this.poll();
  }

  private environment(): WakeUpServer {
    const { account, zone } = this;
    const client = account.client();
    const world = {
      zoneName: zone.name,
      zone: new HostedZone(client, zone.id, zone.name, () => account.clock.sleep(REFUSED_PAUSE_MS)),
      groups: new ReplicationGroups(client, () => account.clock.now()),
      clock: { now: () => account.clock.now(), sleep: (ms: number) => account.clock.sleep(ms), random: account.random },
    };
    return new WakeUpServer(world, { fingerprint: fingerprint(RECONCILER), functionName: 'reconciler' }, () => {});
  }
}

function sqsRecord({ messageId, sentAt }: Message): SQSRecord {
  return { messageId, body: '{"ElastiCache:FailoverComplete":"group"}', attributes: { SentTimestamp: String(sentAt) } } as SQSRecord;
}
