import fc from 'fast-check';
import { Scene, scenes } from './generated-scenes';
import { claimRecord } from '../../../src/reconciler/decide/claim-text';
import { plan, Plan, Refused } from '../../../src/reconciler/decide/plan';
import { cname, RecordSet } from '../../../src/reconciler/decide/record';
import { standing, Standing } from '../../../src/reconciler/decide/serving';
import { claimName } from '../../../src/reconciler/names';
import { givenClaim, ZONE } from '../given-claim';
import { address, givenGroup, node } from '../given-group';
import { InMemoryZone } from '../in-memory-zone';
import { claimIn, NOW, stepsOf } from '../pass/planned';

// the zone refuses every batch that is not exact, so that each of these checks deletes and creations too.
describe('in any history of a group and its zone', () => {
  test('a plan applied and planned again changes nothing', async () => {
    await always(async ({ zone, again }) => {
      expect(stepsOf(again())).toEqual([]);
      expect(claimIn(zone)).toEqual(again().claim);
    });
  });

  test('a plan writes all or nothing: with any change the claim is swapped, exactly', async () => {
    await always(async ({ before, planned }) => {
      let record = before.claim;
      for (const { changes, claim } of stepsOf(planned)) {
        const ofClaim = changes.filter((change) => change.record.name === claimName('read', ZONE));
        expect(ofClaim).toEqual([{ action: 'DELETE', record }, { action: 'CREATE', record: claimRecord(claim, ZONE) }]);
        record = ofClaim[1].record;
      }
    });
  });

  test('no name of ours leads to the primary while a replica serves', async () => {
    await always(async ({ zone, group }) => {
      if (group.doubt !== undefined || group.serving.length === 0) return;
      expect(namesOn(zone, group.primary!)).toEqual([]);
    });
  });

  test('no name moves to a node that does not serve, while another does', async () => {
    await always(async ({ planned, group }) => {
      if (group.serving.length === 0) return;
      const moves = stepsOf(planned).flatMap((each) => each.moves);
      for (const { from, to } of moves) if (to !== undefined && to !== from) expect(group.serving).toContain(to);
    });
  });

  test('doubt writes nothing', async () => {
    await always(async ({ planned, group }) => {
      if (group.doubt !== undefined) expect(stepsOf(planned)).toEqual([]);
    });
  });

  test('nothing is written outside the claim and its names', async () => {
    await always(async ({ planned }) => {
      for (const { record } of stepsOf(planned).flatMap(({ changes }) => changes)) expect(`${record.type} ${record.name}`).toMatch(/^(CNAME read[1-5]|TXT read\._replica-endpoint-dns)\.db\.example$/);
    });
  });

  test('what somebody else wrote stays as it is', async () => {
    await always(async ({ zone, foreign }) => {
      for (const [name, records] of foreign) expect(zone.at(name)).toEqual(records);
    });
  });

  test('a name is removed only when, a minute before and ever since, the settled group listed as few replicas', async () => {
    await always(async ({ planned, scene, past }) => {
      const changes = stepsOf(planned).flatMap((each) => each.changes);
      if (!changes.some(({ action, record }) => action === 'DELETE' && record.type === 'CNAME' && !creates(changes, record.name))) return;
      const disagreed = past.map((each) => !each.inDoubt && listed(each.scene) > listed(scene)).lastIndexOf(true);
      const agreeing = past.slice(disagreed + 1).filter(({ scene: earlier }) => earlier.status === 'available' && listed(earlier) === listed(scene));
      expect(scene.status).toBe('available');
      expect(agreeing.some(({ scene: earlier }) => scene.at - earlier.at >= 60)).toBe(true);
    });
  });

  test('no removal is in the batch that moves names', async () => {
    await always(async ({ planned: { changes } }) => {
      for (const { action, record } of changes) if (action === 'DELETE') expect(creates(changes, record.name)).toBe(true);
    });
  });

  test('what Route 53 refuses: names that may not be changed stay, those that may not be removed follow, and the others move as ever', async () => {
    await fc.assert(fc.asyncProperty(scenes(), fc.subarray(['read1', 'read2', 'read3']), async (history, stuck) => {
      const refused = { names: new Map(stuck.map((label) => [`${label}.${ZONE}`, 'no'])), removals: 'no' };
      const zone = new InMemoryZone(claimRecord(givenClaim([2]), ZONE), cname('read1.db.example', address(2), 10));
      for (const scene of history) {
        const before = zone.leads;
        const { group, planned } = look(zone, scene, refused);
        expect(planned.removal).toBeUndefined();
        await zone.change(planned.changes, '');
        for (const label of stuck) expect(zone.leads[label]).toBe(before[label]);
        expect(Object.keys(zone.leads)).toEqual(expect.arrayContaining(Object.keys(before)));
        if (group.doubt !== undefined || group.serving.length === 0) continue;
        expect(namesOn(zone, group.primary!).filter((label) => !stuck.includes(label))).toEqual([]);
        expect(stepsOf(look(zone, scene, refused).planned)).toEqual([]);
      }
    }), { numRuns: 100 });
  });

  test('a minute after the group settled there are as many names as listed replicas', async () => {
    await always(async ({ zone, settled }) => {
      const { scene, group, foreign } = settled();
      if (group.doubt !== undefined) return;
      const expected = Array.from({ length: listed(scene) }, (_, index) => `read${index + 1}`);
      expect(claimIn(zone).endpoints).toHaveLength(expected.length);
      expect(Object.keys(zone.leads).filter((name) => !foreign.has(`${name}.${ZONE}`))).toEqual(expected.filter((name) => !foreign.has(`${name}.${ZONE}`)));
    });
  });
});

interface Moment {
  readonly zone: InMemoryZone;
  readonly scene: Scene;
  readonly group: Standing;
  readonly before: { readonly claim: RecordSet };
  readonly planned: Plan;
  readonly past: readonly { readonly scene: Scene; readonly inDoubt: boolean }[];
  readonly foreign: ReadonlyMap<string, readonly RecordSet[]>;
  /** The plan of a second pass at once. */
  again(): Plan;
  /** The same group, as it is a minute and a quarter of an hour later. */
  settled(): { readonly scene: Scene; readonly group: Standing; readonly foreign: Moment['foreign'] };
}

/** Lives through generated histories, writes what is planned, and checks after each pass. */
async function always(check: (moment: Moment) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(scenes(), async (history) => {
    const zone = new InMemoryZone(claimRecord(givenClaim([2]), ZONE), cname('read1.db.example', address(2), 10), bystander);
    const foreign = new Map<string, readonly RecordSet[]>([[bystander.name, [bystander]]]);
    const past: { scene: Scene; inDoubt: boolean }[] = [];
    for (const scene of history) {
      if (scene.meddled !== undefined) meddle(zone, foreign, scene.meddled);
      const before = { claim: zone.current('read').claim! };
      const { group, planned } = look(zone, scene);
      for (const { changes } of stepsOf(planned)) await zone.change(changes, '');
      await check({
        zone,
        scene,
        group,
        before,
        planned,
        past,
        foreign,
        again: () => look(zone, scene).planned,
        settled: () => settle(zone, scene, foreign),
      });
      past.push({ scene, inDoubt: group.doubt !== undefined });
    }
  }), { numRuns: 100 });
}

function look(zone: InMemoryZone, { members, status, events, at }: Scene, refused?: Refused): { group: Standing; planned: Plan } {
  const claim = claimIn(zone);
  const view = givenGroup(members, { status, events: events.map((event) => ({ ...event, at: NOW + event.at })) });
  const group = standing(view, claim.primary, claim.demotions, NOW + at);
  return { group, planned: plan(claim, group, { ...zone.current('read'), refused }, NOW + at) };
}

/** Looks on from a copy, so that the history itself goes on as it would. */
function settle(zone: InMemoryZone, scene: Scene, foreign: Moment['foreign']) {
  let last = scene;
  let group = look(zone, scene).group;
  for (const seconds of [0, 60, 120, 960]) {
    last = { ...scene, status: 'available', at: scene.at + seconds };
    const pass = look(zone, last);
    group = pass.group;
    for (const { changes } of stepsOf(pass.planned)) void zone.change(changes, '');
  }
  return { scene: last, group, foreign };
}

/** Somebody writes or deletes one of the names. */
function meddle(zone: InMemoryZone, foreign: Map<string, readonly RecordSet[]>, { name, target }: NonNullable<Scene['meddled']>): void {
  const records = target === undefined ? [] : [cname(name, target, 10)];
  zone.put(name, ...records);
  if (target === undefined) foreign.delete(name);
  else foreign.set(name, records);
}

/** Replicas, serving or not; a group without has one name nevertheless. */
function listed({ members }: Scene): number {
  return Math.max(1, members.length - 1);
}

function namesOn(zone: InMemoryZone, of: string): string[] {
  return Object.entries(zone.leads).filter(([name, target]) => name.startsWith('read') && target.startsWith(`${of}.`)).map(([name]) => name);
}

function creates(changes: Plan['changes'], name: string): boolean {
  return changes.some(({ action, record }) => action === 'CREATE' && record.name === name);
}

const bystander = cname('orders.db.example', `${node(1)}.other.example`, 300);
