import { Dice } from './dice';

/** One construct of the round, as those who check it know it. */
export interface Claimed {
  /** The same through all deployments. */
  readonly key: string;
  /** The construct's id. */
  readonly id: string;
  readonly prefix: string;
  readonly groupId: string;
  readonly stackName: string;
  /** The name of the reconciler that serves it. */
  readonly writer: string;
  readonly ttl: number;
  readonly endpointCount?: number;
  readonly keep: boolean;
}

/** A writer of the zone. */
export interface Writer {
  /** The construct's id, unique in the cast. */
  readonly name: string;
  readonly stackName: string;
  readonly sweepSeconds: number;
  /** Stands in a stack of its own, for the groups of others. */
  readonly shared: boolean;
}

export interface Group {
  readonly id: string;
  readonly stackName: string;
  readonly replicas: number;
}

/** What is deployed in a round: groups, their names, and the reconcilers that serve them, all in one zone. */
export interface Cast {
  readonly groups: readonly Group[];
  readonly claims: readonly Claimed[];
  readonly writers: readonly Writer[];
  /** Groups of the account that nobody has given names: as many nodes as do not fit on one page of ElastiCache's lists, or none. */
  readonly bystanders: readonly { readonly id: string; readonly replicas: number }[];
}

const IDS = ['orders', 'carts', 'bills', 'users', 'stock', 'mails', 'tours', 'seats'];
/** The groups of a stack whose reconciler reads them one by one, and those of one that reads lists. */
const FEW: [number, number] = [3, 3];
const MANY: [number, number] = [5, 8];

/**
 * | cast   | reconcilers                                           | groups of one reconciler | read                    |
 * |--------|-------------------------------------------------------|--------------------------|-------------------------|
 * | few    | one in each of two stacks                             | one and two              | one by one              |
 * | many   | one in each of two stacks                             | four to seven, and one   | as lists, and one by one |
 * | shared | one for two stacks, and one in the stack of a third   | four to seven, and one   | as lists, and one by one |
 */
export function castOf(dice: Dice): Cast {
  const kind = dice.pick(['few', 'many', 'shared'] as const);
  const count = dice.whole(...(kind === 'few' ? FEW : MANY));
  const bystanders = dice.chance(0.25) ? Array.from({ length: 21 }, (_, index) => ({ id: `other-${index + 1}`, replicas: 4 })) : [];
  const stackOf = (index: number) => {
    if (index === 2) return 'Office';
    return kind === 'shared' && index % 2 === 1 ? 'Depot' : 'Shop';
  };
  const groups = IDS.slice(0, count).map((id, index) => ({ id, stackName: stackOf(index), replicas: dice.whole(1, 5) }));
  const writerOf = (stackName: string) => `Writer${kind === 'shared' && stackName !== 'Office' ? 'Platform' : stackName}`;
  const sweepSeconds = 60 * dice.pick([1, 2, 10]);
  const claims = groups.map(({ id, stackName }): Claimed => ({
    key: `read.${id}`, id: `read.${id}`, prefix: `read.${id}`, groupId: id, stackName, writer: writerOf(stackName), ttl: dice.pick([1, 5, 10, 30]), keep: dice.chance(0.5),
  }));
  const [first] = claims;
  return {
    groups,
    bystanders,
    writers: [
      { name: writerOf('Shop'), stackName: writerOf('Shop').replace('Writer', ''), sweepSeconds: 300, shared: kind === 'shared' },
      { name: 'WriterOffice', stackName: 'Office', sweepSeconds, shared: false },
    ],
    claims: [...claims, { ...first, key: `scan.${first.groupId}`, id: `scan.${first.groupId}`, prefix: `scan.${first.groupId}`, endpointCount: dice.whole(1, 12), keep: dice.chance(0.5) }],
  };
}
