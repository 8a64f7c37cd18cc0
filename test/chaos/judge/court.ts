import { Answers } from './answers';
import { ClaimJudge } from './claim-judge';
import { Due, LOOK_MS } from './due';
import { Tally } from './tally';
import { Violations } from './violations';
import { Deployed, ZoneJudge } from './zone-judge';
import { Story } from '../../end-to-end/story';
import { ZONE } from '../../end-to-end/synthesize';
import { CachingResolver } from '../../simulator/dns/resolver';
import { LambdaHost } from '../../simulator/lambda/lambda-host';
import { Cast, Claimed } from '../cast';
import { Client } from '../client';
import { Witness } from '../faults/deployments';
import { FOREIGN_TARGET } from '../faults/foreign-hand';
import { Season } from '../faults/season';
import { Ledger } from '../ledger';
import { DeployedWriter, deployedWriter, topicsOf } from '../writer';

/** Looks ten times a second: at what the answers say, what was written, and what clients see. */
export class Court implements Witness {
  readonly tally = new Tally();
  readonly violations: Violations;
  readonly claims: ClaimJudge[];
  private readonly answers: ReadonlyMap<string, Answers>;
  private readonly zoneJudge: ZoneJudge;
  private readonly client: Client;
  private readonly running: LambdaHost['invocations'] = [];
  private underWay?: { readonly stackName: string; readonly to: Cast; readonly leaving: readonly ClaimJudge[]; succeeds: boolean };
  private published: number;
  private invoked: number;

  constructor(
    private readonly story: Story,
    cast: Cast,
    private readonly writers: DeployedWriter[],
    private readonly season: Season,
    private readonly ledger: Ledger,
  ) {
    const { aws, clock, zone } = story;
    this.violations = new Violations(ledger);
    this.answers = new Map(cast.groups.map(({ id }) => [id, new Answers(story.group(id), aws.elasticache.eventLog)]));
    this.claims = cast.claims.map((claimed) => this.judgeOf(claimed));
    this.zoneJudge = new ZoneJudge(zone, this.claims, () => this.deployed(), this.violations, this.tally, ledger);
    this.client = new Client(new CachingResolver(clock, story.dns), aws.elasticache, ZONE, this.tally);
    this.published = aws.sns.published.length;
    this.invoked = aws.lambda.invocations.length;
  }

  begins(stackName: string, to: Cast): void {
    const leaving: ClaimJudge[] = [];
    for (const claimed of to.claims) {
      const judge = this.claims.find(({ claimed: { key } }) => key === claimed.key)!;
      if (judge.claimed.prefix === claimed.prefix) {
        if (judge.claimed !== claimed) judge.begins(claimed);
        continue;
      }
      leaving.push(judge);
      this.claims.push(this.judgeOf(claimed, true));
    }
    this.underWay = { stackName, to, leaving, succeeds: false };
  }

  succeeded(): void {
    this.noteSuccess();
    this.zoneJudge.tick(this.story.clock.now());
    const { to, leaving } = this.underWay!;
    for (const judge of leaving) this.claims.splice(this.claims.indexOf(judge), 1);
    this.underWay = undefined;
    for (const { claimed } of leaving) this.checkNothingLeft(claimed, 'the deployment that gave it another prefix');
    for (const claimed of to.claims) this.checkNames(this.claims.find((judge) => judge.claimed === claimed)!);
    for (const writer of to.writers) {
      if (this.writers.some(({ name }) => name === writer.name)) continue;
      this.writers.push(deployedWriter(this.story, writer, to));
    }
    for (const writer of this.writers) writer.topics = topicsOf(this.story, writer.name, to);
    for (const judge of this.claims) judge.due.servedBy(this.writers.find(({ name }) => name === judge.claimed.writer)!.wakeUps);
  }

  rolledBack(reason: string, meant: boolean): void {
    const now = this.story.clock.now();
    this.zoneJudge.tick(now);
    for (const judge of this.claims.filter(({ isComing }) => isComing)) {
      this.claims.splice(this.claims.indexOf(judge), 1);
      this.checkNothingLeft(judge.claimed, 'a deployment that was rolled back');
    }
    for (const judge of this.claims) if (judge.isChanging) judge.ends(false, now);
    this.underWay = undefined;
    const excused = meant || this.claims.some(({ contested, looks }) => contested.size > 0 || looks.some(({ inDoubt }) => inDoubt));
    if (!excused) this.violations.broken('10', ZONE, `a deployment failed though nothing stood in its way: ${reason}`, now, now);
  }

  private judgeOf(claimed: Claimed, isComing = false): ClaimJudge {
    const { wakeUps } = this.writers.find(({ name }) => name === claimed.writer) ?? this.writers[0];
    const due = new Due(wakeUps, (time) => this.season.weather.propagationAt(time), claimed.ttl);
    return new ClaimJudge(claimed, this.answers.get(claimed.groupId)!, due, this.violations, this.tally, isComing);
  }

  /** Once a stack cleans up, its deployment has succeeded: what the old template alone had may go. */
  private noteSuccess(): void {
    const { underWay } = this;
    if (!underWay || underWay.succeeds) return;
    underWay.succeeds = true;
    for (const judge of underWay.leaving) judge.isReleased = true;
    for (const judge of this.claims) {
      judge.isComing = false;
      if (judge.isChanging) judge.ends(true, this.story.clock.now());
    }
  }

  private deployed(): Deployed {
    const { underWay } = this;
    if (!underWay) return undefined;
    const stack = this.story.aws.cloudformation.stack(underWay.stackName);
    return (time) => stack.events.filter(({ resource, at }) => resource === stack.name && at <= time).at(-1)!.status;
  }

  private checkNothingLeft({ prefix }: Claimed, after: string): void {
    const { story, ledger } = this;
    const claim = `${prefix}._replica-endpoint-dns.`;
    const [first, ...rest] = prefix.split('.');
    const name = new RegExp(`^${first}\\d+\\.${rest.join('\\.')}\\.`);
    const isForeign = ({ values }: { readonly values?: readonly string[] }) => values?.[0] === FOREIGN_TARGET;
    const left = story.zone.records().filter((record) => record.name.startsWith(claim) || (name.test(record.name) && !isForeign(record)));
    const now = story.clock.now();
    if (left.length > 0) this.violations.broken('10', prefix, `${after} left ${left.map((record) => `${record.name} ${record.type}`).join(', ')}`, now, now);
    ledger.note(`nothing is looked for under ${prefix} any more`);
  }

  /** After a deployment the names exist. */
  private checkNames(judge: ClaimJudge): void {
    const { clock, zone } = this.story;
    if (judge.looks.length === 0 || judge.looks.some(({ inDoubt }) => inDoubt)) return;
    for (let number = 1; number <= judge.wantedAfter; number += 1) {
      const name = judge.nameOf(number);
      if (judge.contested.has(number) || judge.foreignUntil.has(number) || zone.find(`${name}.${zone.name}`, 'CNAME')) continue;
      this.violations.broken('10', name, 'does not exist after a deployment', clock.now(), clock.now());
    }
  }

  async watch(): Promise<void> {
    for (;;) {
      await this.look(this.story.clock.now());
      await this.story.clock.sleep(LOOK_MS);
    }
  }

  private async look(now: number): Promise<void> {
    const { story: { aws }, violations } = this;
    if (this.deployed()?.(now).startsWith('UPDATE_COMPLETE')) this.noteSuccess();
    // whose claims get another reconciler are served by one or the other meanwhile.
    if (this.underWay && this.underWay.to.writers.length > this.writers.length) for (const { wakeUps } of this.writers) wakeUps.fault(now, 'grave');
    this.noteNotifications();
    this.noteDeaths();
    for (const { wakeUps } of this.writers) wakeUps.settle(now);
    for (const answers of this.answers.values()) answers.update(now, this.season.weather.ages);
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
