import { DescribeCacheClustersCommand, DescribeEventsCommand, DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { ChangeResourceRecordSetsCommand, GetHostedZoneCommand, ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { Assumptions } from './assumptions';
import { CacheModel } from './cache-model';
import { seededRandom } from '../../demo/seeded-random';
import { VirtualClock } from '../../simulator/clock/virtual-clock';
import { Change } from '../../simulator/route53/record-set';
import { Route53 } from '../../simulator/route53/route53';
import { AwsError } from '../../simulator/wire/aws-error';

/** One account on virtual time: the simulated Route 53 with its limits, groups that fail over, and others who call too. */
export class Account {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly route53: Route53;
  readonly caches: CacheModel;
  /** As sent, refused ones too. */
  readonly calls = { route53: 0, refused: 0, elasticache: 0 };
  private readonly elasticacheTokens: () => boolean;

  constructor(readonly assumptions: Assumptions) {
    this.random = seededRandom(assumptions.seed);
    this.route53 = new Route53(this.clock, {
      requestsPerSecond: assumptions.requestsPerSecond,
      burst: assumptions.burst,
      changesPerSecond: assumptions.changes?.perSecond ?? Infinity,
      changesBurst: assumptions.changes?.burst ?? Number.MAX_SAFE_INTEGER,
    });
    this.caches = new CacheModel(() => this.clock.now(), assumptions.shownAfter);
    this.elasticacheTokens = bucket(() => this.clock.now(), assumptions.elasticache);
  }

  /** Told of every batch that was made, when its answer arrives. */
  onChange: (changes: readonly Change[]) => void = () => {};

  /** A client of both services. A refusal takes a round trip, as an answer does. */
  client(): ElastiCacheClient & Route53Client {
    const send = async (command: object) => {
      await this.clock.sleep(this.assumptions.roundTrip / 2);
      const { answer, service } = this.admitted(() => this.serve(command));
      await this.clock.sleep(service + this.assumptions.roundTrip / 2);
      if (answer instanceof Error) throw answer;
      if (command instanceof ChangeResourceRecordSetsCommand) this.onChange(changesOf(command));
      return answer;
    };
    return { send } as unknown as ElastiCacheClient & Route53Client;
  }

  /** Others in the account take their share of the requests, evenly, from now on. */
  async others(until: () => boolean): Promise<void> {
    const zone = this.route53.zones()[0].id;
    while (!until()) {
      await this.clock.sleep(1_000 / this.assumptions.othersPerSecond);
      this.admitted(() => ({ answer: this.route53.getHostedZone(zone), service: 0 }));
    }
  }

  private admitted(serve: () => { answer: object; service: number }): { answer: object; service: number } {
    try {
      return serve();
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { answer: Object.assign(error, { $metadata: { httpStatusCode: error.status } }), service: 0 };
    }
  }

  private serve(command: object): { answer: object; service: number } {
    if (command instanceof ListResourceRecordSetsCommand) return this.counted(() => this.list(command));
    if (command instanceof ChangeResourceRecordSetsCommand) return this.counted(() => this.change(command));
    if (command instanceof GetHostedZoneCommand) return this.counted(() => this.getHostedZone(command));
    return this.describe(command);
  }

  private counted<Answer>(call: () => Answer): Answer {
    this.calls.route53 += 1;
    try {
      return call();
    } catch (error) {
      this.calls.refused += 1;
      throw error;
    }
  }

  private list({ input }: ListResourceRecordSetsCommand) {
    const { records, next } = this.route53.list(input.HostedZoneId!, {
      name: input.StartRecordName, type: input.StartRecordType, identifier: input.StartRecordIdentifier,
    });
    const answer = {
      ResourceRecordSets: records.map(({ name, type, ttl, values }) => ({
        Name: name, Type: type, TTL: ttl, ResourceRecords: values.map((Value) => ({ Value })),
      })),
      IsTruncated: next !== undefined,
      NextRecordName: next?.name,
      NextRecordType: next?.type,
    };
    return { answer, service: this.varied(this.assumptions.service.list) };
  }

  private change(command: ChangeResourceRecordSetsCommand) {
    const { change, changed } = this.assumptions.service;
    const changes = changesOf(command);
    const service = this.varied(change + changed * changes.length);
    this.route53.times.processingMs = service;
    const { id } = this.route53.change(command.input.HostedZoneId!, { changes });
    return { answer: { ChangeInfo: { Id: `/change/${id}`, Status: 'PENDING' } }, service };
  }

  private getHostedZone({ input }: GetHostedZoneCommand) {
    const { name } = this.route53.getHostedZone(input.Id!);
    return { answer: { HostedZone: { Name: name } }, service: this.varied(this.assumptions.service.get) };
  }

  private describe(command: object) {
    this.calls.elasticache += 1;
    if (!this.elasticacheTokens()) throw new AwsError('Throttling', 'Rate exceeded');
    const { describe, described } = this.assumptions.service;
    const took = (answer: object, items: unknown[], each: number) => ({ answer, service: this.varied(describe + each * items.length) });
    if (command instanceof DescribeReplicationGroupsCommand) {
      const answer = this.caches.describeReplicationGroups(command.input);
      return took(answer, answer.ReplicationGroups, described.group);
    }
    if (command instanceof DescribeCacheClustersCommand) {
      const answer = this.caches.describeCacheClusters(command.input);
      return took(answer, answer.CacheClusters, described.node);
    }
    if (command instanceof DescribeEventsCommand) {
      const answer = this.caches.describeEvents(command.input);
      return took(answer, answer.Events, described.event);
    }
    throw new Error(`not modelled: ${command.constructor.name}`);
  }

  private varied(ms: number): number {
    return ms * (2 + 2 * this.random()) / 3;
  }
}

function changesOf({ input }: ChangeResourceRecordSetsCommand): Change[] {
  return input.ChangeBatch!.Changes!.map(({ Action, ResourceRecordSet: record }) => ({
    action: Action!,
    record: { name: record!.Name!, type: record!.Type!, ttl: record!.TTL, values: record!.ResourceRecords!.map(({ Value }) => Value!) },
  }));
}

function bucket(now: () => number, limit?: { readonly perSecond: number; readonly burst: number }): () => boolean {
  if (limit === undefined) return () => true;
  let tokens = limit.burst;
  let at = now();
  return () => {
    tokens = Math.min(limit.burst, tokens + (now() - at) / 1000 * limit.perSecond);
    at = now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
