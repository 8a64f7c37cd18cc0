import { Account } from './account';
import { Assumptions } from './assumptions';
import { Fleet, FleetGroup } from './fleet';

/** A way to make names follow. */
export interface Contender {
  readonly name: string;
  /** Answers with what a notification of a group sets off; its promise ends when nobody works at it any more. */
  begin(fleet: Fleet): (group: FleetGroup) => Promise<void>;
}

export interface HerdResult {
  /** From the first failover until the last group is right; of those that get right. */
  readonly seconds: number;
  readonly lost: number;
  /** Until then, refused ones too. */
  readonly route53Calls: number;
  readonly refused: number;
  readonly elasticacheCalls: number;
}

/** What is not right by then counts as lost: in truth the next sweep looks at it. */
const HORIZON = 15 * 60 * 1000;

/** All groups fail over within a second; nothing but notifications helps. */
export async function herd(contender: Contender, size: number, zones: 'one' | 'each', assumptions: Assumptions): Promise<HerdResult> {
  const account = new Account(assumptions);
  const { clock } = account;
  const fleet = new Fleet(account, size, zones);
  const notify = contender.begin(fleet);
  const start = clock.now();
  let over = false;
  void account.others(() => over);
  const work = fleet.groups.map(async (group, index) => {
    await clock.sleep(index === 0 ? 0 : account.random() * assumptions.failoversWithin);
    account.caches.failOver(group.cache);
    await clock.sleep(assumptions.delivery * (0.5 + account.random()));
    await notify(group);
  });
  Promise.all(work).then(() => { over = true; }, (error) => { throw error; });
  await clock.advanceUntil(() => over || fleet.allRight || clock.now() - start >= HORIZON, 2 * HORIZON);
  over = true;
  const right = fleet.groups.flatMap(({ rightAt }) => rightAt ?? []);
  return {
    seconds: (Math.max(start, ...right) - start) / 1000,
    lost: size - right.length,
    route53Calls: account.calls.route53,
    refused: account.calls.refused,
    elasticacheCalls: account.calls.elasticache,
  };
}
