import { Story } from '../end-to-end/story';
import { ZONE } from '../end-to-end/synthesize';
import { Outcome } from '../simulator/lambda/execution-environment';
import { RecordSet } from '../simulator/route53/record-set';

const REPLICAS = 2;

/** A deployed stack with the real bundle, whose reconciler is called again and again with what nobody expects. */
export class FuzzedStory {
  static async begin(): Promise<FuzzedStory> {
    const story = await Story.begin();
    await story.deployGroup({ replicas: REPLICAS });
    await story.wait(120);
    return new FuzzedStory(story);
  }

  readonly reconciler: string;
  private readonly others: string;

  private constructor(readonly story: Story) {
    const functions = [...story.aws.cloudformation.stack('Shop').resources.values()].filter(({ type }) => type === 'AWS::Lambda::Function');
    this.reconciler = functions.map(({ physicalId }) => physicalId).find((id) => story.aws.lambda.definition(id).handler === 'index.reconcile')!;
    this.others = this.foreign();
  }

  async invoke(event: unknown): Promise<Outcome> {
    return this.story.clock.during(this.story.aws.lambda.invoke(this.reconciler, event));
  }

  /** A pass, asked for by a sweep that was sent just now. */
  async pass(): Promise<Outcome> {
    await this.story.wait(1);
    const SentTimestamp = `${this.story.clock.now()}`;
    return this.invoke({ Records: [{ messageId: 'sweep', body: '{"action":"sweep"}', attributes: { SentTimestamp } }] });
  }

  /** Nothing but names and claim was written, no name is missing, and each leads to a node of the group. */
  expectUnharmed(): void {
    expect(this.foreign()).toBe(this.others);
    const names = this.names();
    expect(names.map(({ name }) => name)).toEqual([`readonly1.${ZONE}.`, `readonly2.${ZONE}.`]);
    for (const { values } of names) expect(values[0]).toMatch(/^testdns-00[1-3]\./);
  }

  /** A pass without trouble leaves each replica one name. */
  async expectRight(): Promise<void> {
    const { error, payload } = await this.pass();
    expect({ error, payload }).toEqual({ error: undefined, payload: { batchItemFailures: [] } });
    expect(this.targets().sort()).toEqual(['testdns-002', 'testdns-003']);
  }

  private names(): RecordSet[] {
    return this.story.zone.records().filter((record) => isName(record));
  }

  /** The nodes that the names lead to. */
  targets(): string[] {
    return this.names().map(({ values }) => values[0].split('.')[0]);
  }

  /** Every record that is neither one of the two names nor their claim. */
  foreign(): string {
    return JSON.stringify(this.story.zone.records().filter((record) => !isName(record) && !isOurClaim(record)));
  }
}

function isName({ name, type }: RecordSet): boolean {
  return type === 'CNAME' && /^readonly[12]\./.test(name);
}

function isOurClaim({ name, type }: RecordSet): boolean {
  return type === 'TXT' && name === `readonly._replica-endpoint-dns.${ZONE}.`;
}

/** One sentence that says something: not a stack, not a page of HTML, not what JavaScript says of undefined. */
export function expectReadable(message: string): void {
  expect(message).toMatch(/^.{10,400}$/);
  expect(message).not.toMatch(/undefined|\[object|is not a function|is not iterable|Cannot|<html/);
}
