import { ClaimJudge } from './claim-judge';
import { Look } from './look';
import { Tally } from './tally';
import { Violations } from './violations';
import { ZoneJudge } from './zone-judge';
import { VirtualClock } from '../../simulator/clock/virtual-clock';
import { HostedZone } from '../../simulator/route53/hosted-zone';
import { Change } from '../../simulator/route53/record-set';
import { FOREIGN_TARGET } from '../faults/foreign-hand';
import { Ledger } from '../ledger';

const CLAIM = 'read._replica-endpoint-dns.example.com';
const RECONCILER = 'Shop-ReconcilerRole';

/** A zone with read1, read2 and so on, which lead to these nodes, and a judge who knows what the answers say now. */
function court(nodes: readonly string[], look: Partial<Look>) {
  const clock = new VirtualClock();
  const zone = new HostedZone(clock, { propagationSeconds: 0, processingMs: 0 }, { order: 'characters' }, { id: 'Z1', name: 'example.com', private: true });
  const cname = (number: number, node: string) => ({ name: `read${number}.example.com`, type: 'CNAME', ttl: 10, values: [`${node}.cache.amazonaws.com`] });
  const text = (generation: number) => ({
    name: CLAIM, type: 'TXT', ttl: 60, values: [`"v=1 r=5f0c2a11 o=Shop/91be02cd/4fe01a22 i=a l=0b1c2d3e b=1700000000 g=orders t=10 w=P p=-001 s=${generation}"`],
  });
  zone.apply({ changes: [...nodes.map((node, index) => ({ action: 'CREATE' as const, record: cname(index + 1, node) })), { action: 'CREATE', record: text(1) }] }, RECONCILER);
  const claim = {
    claimed: { prefix: 'read' },
    looks: [{ at: clock.now(), inDoubt: false, steady: true, wanted: 2, primary: 'orders-001', addresses: new Map(), ...look }],
    contested: new Set<number>(),
    foreignUntil: new Map<number, number>(),
    highest: nodes.length,
    most: 2,
    nameOf: (number: number) => `read${number}`,
    promised: () => [],
  } as unknown as ClaimJudge;
  const ledger = new Ledger(() => clock.now());
  const violations = new Violations(ledger);
  const judge = new ZoneJudge(zone, [claim], () => undefined, violations, new Tally(), ledger);
  let generation = 1;
  return {
    take: (number: number) => zone.put({ name: `read${number}.example.com`, type: 'CNAME', ttl: 5, values: [FOREIGN_TARGET] }),
    giveUp: (number: number) => zone.remove(`read${number}.example.com`, 'CNAME'),
    /** A pass moves names: number, from, to. */
    moved: (...moves: readonly (readonly [number, string, string])[]) => {
      const changes = moves.flatMap(([number, from, to]): Change[] => [
        { action: 'DELETE', record: cname(number, from) }, { action: 'CREATE', record: cname(number, to) },
      ]);
      zone.apply({ changes: [...changes, { action: 'DELETE', record: text(generation) }, { action: 'CREATE', record: text(generation += 1) }] }, RECONCILER);
    },
    hasMore: () => judge.hasMore(claim),
    broken: () => {
      judge.tick(clock.now());
      return violations.all.map(({ promise, where }) => `${promise} at ${where}`);
    },
  };
}

const bothServe: Partial<Look> = { fitness: new Map([['orders-002', 'serves'], ['orders-003', 'serves']]) };

describe('promise 3', () => {
  test('a name that moves from a node that serves breaks it', () => {
    const { moved, broken } = court(['orders-002', 'orders-003'], bothServe);
    moved([2, 'orders-003', 'orders-002']);
    expect(broken()).toEqual(['3 at read2']);
  });

  test('names of which one node has two more than another level out', () => {
    const { moved, broken } = court(['orders-002', 'orders-002'], bothServe);
    moved([2, 'orders-002', 'orders-003']);
    expect(broken()).toEqual([]);
  });

  test('a name that somebody else took, and gave up when it was wanted no more, does not count among those that level out', () => {
    const { take, giveUp, moved, broken } = court(['orders-002', 'orders-002', 'orders-003'], bothServe);
    take(3);
    giveUp(3);
    moved([2, 'orders-002', 'orders-003']);
    expect(broken()).toEqual([]);
  });

  test('a name that somebody else has taken while it is wanted may be counted with the others', () => {
    const { take, moved, broken } = court(['orders-002', 'orders-002', 'orders-002'], { ...bothServe, wanted: 3 });
    take(3);
    moved([2, 'orders-002', 'orders-003']);
    expect(broken()).toEqual([]);
  });

  test('a name that somebody else has taken does not excuse a move when it makes no difference', () => {
    const { take, moved, broken } = court(['orders-002', 'orders-003', 'orders-002'], { ...bothServe, wanted: 3 });
    take(3);
    moved([2, 'orders-003', 'orders-002']);
    expect(broken()).toEqual(['3 at read2']);
  });
});

describe('promise 3 while a replica is down', () => {
  const oneIsDown: Partial<Look> = { wanted: 3, fitness: new Map([['orders-002', 'serves'], ['orders-003', 'serves'], ['orders-004', 'unfit']]) };

  test('names of long standing do not level out', () => {
    const { moved, broken } = court(['orders-002', 'orders-002', 'orders-002'], oneIsDown);
    moved([3, 'orders-002', 'orders-003']);
    expect(broken()).toEqual(['3 at read3']);
  });

  test('names that stand in do', () => {
    const { moved, broken } = court(['orders-002', 'orders-002', 'orders-004'], oneIsDown);
    moved([3, 'orders-004', 'orders-002']);
    moved([3, 'orders-002', 'orders-003']);
    expect(broken()).toEqual([]);
  });

  test('names that stand in do not move between nodes with as many', () => {
    const { moved, broken } = court(['orders-002', 'orders-003', 'orders-004'], oneIsDown);
    moved([3, 'orders-004', 'orders-002']);
    moved([3, 'orders-002', 'orders-003']);
    expect(broken()).toEqual(['3 at read3']);
  });
});

describe('promise 2', () => {
  test('a name beyond those that are wanted is one too many', () => {
    expect(court(['orders-002', 'orders-003', 'orders-002'], bothServe).hasMore()).toBe(true);
    expect(court(['orders-002', 'orders-003'], bothServe).hasMore()).toBe(false);
  });

  test('somebody else\'s record beyond them is not', () => {
    const { take, hasMore } = court(['orders-002', 'orders-003', 'orders-002'], bothServe);
    take(3);
    expect(hasMore()).toBe(false);
  });

  test('one that is left behind somebody else\'s record is', () => {
    const { take, hasMore } = court(['orders-002', 'orders-003', 'orders-002', 'orders-003'], bothServe);
    take(3);
    expect(hasMore()).toBe(true);
  });
});
