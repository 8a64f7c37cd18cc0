import { Answers } from './answers';
import { ClaimJudge } from './claim-judge';
import { Due, LOOK_MS } from './due';
import { Tally } from './tally';
import { Violations } from './violations';
import { ZoneJudge } from './zone-judge';
import { Story } from '../../end-to-end/story';
import { ZONE } from '../../end-to-end/synthesize';
import { CachingResolver } from '../../simulator/dns/resolver';
import { LambdaHost } from '../../simulator/lambda/lambda-host';
import { Cast } from '../cast';
import { Client } from '../client';
import { Season } from '../faults/season';
import { Ledger } from '../ledger';
import { DeployedWriter } from '../writer';

/** Looks ten times a second: at what the answers say, what was written, and what clients see. */
export class Court {
  readonly tally = new Tally();
  readonly violations: Violations;
  readonly claims: readonly ClaimJudge[];
  private readonly answers: ReadonlyMap<string, Answers>;
  private readonly zoneJudge: ZoneJudge;
  private readonly client: Client;
  private readonly running: LambdaHost['invocations'] = [];
  private published: number;
  private invoked: number;

  constructor(
    private readonly story: Story,
    cast: Cast,
    private readonly writers: readonly DeployedWriter[],
    private readonly season: Season,
    ledger: Ledger,
  ) {
    const { aws, clock, zone } = story;
    this.violations = new Violations(ledger);
    this.answers = new Map(cast.groups.map(({ id }) => [id, new Answers(story.group(id), aws.elasticache.eventLog)]));
    this.claims = cast.claims.map((claimed) => new ClaimJudge(
      claimed,
      this.answers.get(claimed.groupId)!,
      new Due(writers.find(({ stackName }) => stackName === claimed.stackName)!.wakeUps, (time) => season.weather.propagationAt(time), claimed.ttl),
      this.violations,
      this.tally,
    ));
    this.zoneJudge = new ZoneJudge(zone, this.claims, new Set(writers.map(({ role }) => role)), this.violations, this.tally, ledger);
    this.client = new Client(new CachingResolver(clock, story.dns), aws.elasticache, ZONE, this.tally);
    this.published = aws.sns.published.length;
    this.invoked = aws.lambda.invocations.length;
  }

  async watch(): Promise<void> {
    for (;;) {
      await this.look(this.story.clock.now());
      await this.story.clock.sleep(LOOK_MS);
    }
  }

  private async look(now: number): Promise<void> {
    const { story: { aws }, violations } = this;
    this.noteNotifications();
    this.noteDeaths();
    for (const { wakeUps } of this.writers) wakeUps.settle(now);
    for (const answers of this.answers.values()) answers.update(now, this.season.weather.staleMs);
    for (const claim of this.claims) claim.look(now);
    this.zoneJudge.tick(now);
    for (const claim of this.claims) claim.judge(await this.client.read(claim, now), this.zoneJudge.hasMore(claim), now);
    for (const id of this.answers.keys()) {
      if (aws.elasticache.group(id).topicStatus !== 'active') violations.broken('9', id, 'its topic went inactive', now, now);
    }
    violations.tick(now);
  }

  /** Whatever ElastiCache published should have reached the queues, if it was not decided otherwise. */
  private noteNotifications(): void {
    const { published } = this.story.aws.sns;
    for (; this.published < published.length; this.published += 1) {
      const { at, topicArn } = published[this.published];
      for (const { topics, queueArn, wakeUps } of this.writers) {
        if (!topics.has(topicArn)) continue;
        for (const later of this.season.notifications.arrivals(this.published + 1, queueArn)) wakeUps.notification(at + later);
      }
    }
  }

  private noteDeaths(): void {
    const { invocations } = this.story.aws.lambda;
    this.running.push(...invocations.slice(this.invoked));
    this.invoked = invocations.length;
    for (const invocation of this.running.filter(({ outcome }) => outcome)) {
      this.running.splice(this.running.indexOf(invocation), 1);
      if (invocation.outcome?.error?.errorType !== 'Runtime.ExitError') continue;
      this.writers.find(({ functionName }) => functionName === invocation.name)?.wakeUps.fault(invocation.at, 'grave');
    }
  }
}
