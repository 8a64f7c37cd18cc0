import { Answer, Call, Fate, ServedZone } from './calls';
import { parseClaim } from '../../src/reconciler/decide/claim-text';
import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { holdersOf } from '../../src/reconciler/decide/holders';
import { Change, RecordSet, textOf, txt } from '../../src/reconciler/decide/record';
import { Request, serve } from '../../src/reconciler/deploy/custom-resource';
import { claimName, physicalId, prefixOfClaim } from '../../src/reconciler/names';
import { pass } from '../../src/reconciler/pass/pass';
import { Registration, RETENTION_TYPE } from '../../src/reconciler/settings';
import { ZONE } from '../reconciler/given-claim';
import { givenGroup } from '../reconciler/given-group';
import { InMemoryWorld } from '../reconciler/in-memory-world';
import { timeout } from '../reconciler/pass/trouble';

const RECONCILER = 'arn:aws:sqs:eu-west-1:111122223333:Shop-Queue';
const SETTINGS = { hostedZoneId: 'Z1', zoneName: ZONE, reconciler: RECONCILER };
/** Calls are so far apart that each that comes again is late. */
const BETWEEN_CALLS_MS = 130_000;
const MINUTE_MS = 61_000;
/** Time for one attempt. */
const ONCE_MS = 1_000;
/** What a later version of the library may write into a claim, for this one to carry along. */
const LATER_WORD = 'Z=later';

/** The program itself, with records in a zone in memory: what stands under names is found, adopted, retained and put back. */
export class ProgramZone implements ServedZone {
  private readonly world: InMemoryWorld;
  private readonly asked = new Map<string, number>();

  /** @param newer whether a later version of the library served each call before, and this one was rolled back to */
  constructor(found: readonly RecordSet[] = [], private readonly newer = false) {
    this.world = new InMemoryWorld(...found);
    this.world.groups.set(givenGroup(['p', 'r', 'r']));
  }

  async serve(call: Call, fate: Fate): Promise<Answer> {
    const { world } = this;
    if (!this.asked.has(call.requestId)) {
      world.clock.pass(BETWEEN_CALLS_MS);
      this.asked.set(call.requestId, world.clock.now());
    }
    const make = world.zone.change.bind(world.zone);
    if (fate === 'fails before its write') world.zone.change = async () => { throw timeout(); };
    if (fate === 'fails after its write') {
      world.zone.change = async (changes: readonly Change[], comment: string) => {
        await make(changes, comment);
        throw timeout();
      };
    }
    let body = '';
    const until = world.clock.now() + (fate === 'done' ? 290_000 : ONCE_MS);
    await serve(this.requestOf(call), world, SETTINGS, until, async (_, put) => { body = put; });
    world.zone.change = make;
    if (this.newer) this.rewriteAsLaterVersion();
    const { Status, PhysicalResourceId } = JSON.parse(body) as { readonly Status: Answer['status']; readonly PhysicalResourceId: string };
    return { status: Status, id: PhysicalResourceId };
  }

  async pass(): Promise<void> {
    for (const wait of [0, MINUTE_MS]) {
      this.world.clock.pass(wait);
      await pass(this.world, fingerprint(RECONCILER), this.world.clock.now() + 20_000);
    }
  }

  names(prefix: string): number {
    return this.recordsOf(prefix).length;
  }

  holders(): readonly string[] {
    return this.claims().flatMap(({ prefix, claim }) => holdersOf(claim).map(({ instance }) => physicalId(prefix, ZONE, instance)));
  }

  told(): string {
    const claims = this.claims();
    const claimed = claims.map(({ prefix, claim }) => `${prefix}: ${this.names(prefix)} names of ${holdersOf(claim).map(({ endpointCount }) => endpointCount).join('+')}`);
    const isClaimed = ({ name }: RecordSet) => claims.some(({ prefix }) => this.recordsOf(prefix).some((each) => each.name === name));
    const others = this.world.zone.all.filter((record) => prefixOfClaim(record.name, ZONE) === undefined && !isClaimed(record));
    return [...claimed, ...others.map(({ name, type, ttl, values }) => `${name} ${type} ${values.join(' ')} ${ttl}`)].sort().join(', ');
  }

  private claims() {
    return this.world.zone.all.flatMap((record) => {
      const prefix = prefixOfClaim(record.name, ZONE);
      if (prefix === undefined) return [];
      const parsed = parseClaim(prefix, record);
      if ('problem' in parsed) throw new Error(parsed.problem);
      return [{ prefix, claim: parsed.claim }];
    });
  }

  private recordsOf(prefix: string): readonly RecordSet[] {
    return this.world.zone.all.filter(({ name, type }) => type === 'CNAME' && new RegExp(`^${prefix}\\d+\\.`).test(name));
  }

  private rewriteAsLaterVersion(): void {
    for (const { prefix } of this.claims()) {
      const name = claimName(prefix, ZONE);
      const text = textOf(this.world.zone.at(name)[0])!;
      if (!text.includes(LATER_WORD)) this.world.zone.put(name, txt(name, `${text} ${LATER_WORD}`, 60));
    }
  }

  private requestOf({ type, of, stack, resource, registered, old, id, claim, requestId }: Call): Request {
    const asked = new Date(this.asked.get(requestId)!).toISOString().replace(/[-:]|\.\d+/g, '');
    const properties = { Registration: JSON.stringify(registrationOf(registered)), ...of === 'retention' && { Claim: claim } };
    return {
      RequestType: type,
      RequestId: requestId,
      StackId: `arn:aws:cloudformation:eu-west-1:111122223333:stack/${stack}`,
      LogicalResourceId: of === 'retention' ? `${resource}Retention` : resource,
      ResourceType: of === 'retention' ? RETENTION_TYPE : 'Custom::ReplicaEndpointDns',
      ResponseURL: `https://bucket.example/answer?X-Amz-Date=${asked}`,
      ...id !== undefined && { PhysicalResourceId: id },
      ResourceProperties: properties,
      ...old && { OldResourceProperties: { Registration: JSON.stringify(registrationOf(old)) } },
    };
  }
}

function registrationOf({ prefix, count, retain = false, adopt = false }: Call['registered']): Registration {
  return {
    ...SETTINGS,
    prefix,
    replicationGroupId: 'testdns',
    ttl: 10,
    endpointCount: count,
    whenNoReplica: 'PRIMARY',
    adoptExisting: adopt,
    retain,
  };
}
