import { Case, Sabotage } from './case';
import { explored } from './explored';
import * as views from './given-history';
import { interleavings } from './interleaving-world';
import { Violation } from './schedule';
import { explore, sample } from './schedules';

describe('two reconcilers at once keep every promise in every order of their calls', () => {
  test.each<[string, Case, Partial<Case>?]>([
    ['nothing happens', { reconcilers: 2, history: views.QUIET }],
    ['a failover', { reconcilers: 2, history: views.FAILOVER }],
    ['a failover there and back', { reconcilers: 2, history: views.THERE_AND_BACK }],
    ['a failover in which two primaries show', { reconcilers: 2, history: views.TWO_PRIMARIES_MEANWHILE }],
    ['a reboot', { reconcilers: 2, history: views.REBOOT }],
    ['a replica joins', { reconcilers: 2, history: views.REPLICA_JOINS }],
    ['a replica leaves, and a minute passes', { reconcilers: 2, history: views.REPLICA_LEAVES, pauses: [61] }],
    ['a failover while a replica leaves', { reconcilers: 2, history: views.FAILOVER_WHILE_A_REPLICA_LEAVES }],
    ['a failover, two claims', { reconcilers: 2, history: views.FAILOVER, prefixes: ['read', 'scan'] }],
    ['a failover, and one of them dies', { reconcilers: 2, history: views.FAILOVER, crashes: 1 }],
    ['a failover, and one of them stalls', { reconcilers: 2, history: views.FAILOVER, pauses: [6] }],
    ['a failover, and a write goes wrong', { reconcilers: 2, history: views.FAILOVER, troubles: 1 }],
    ['a failover there and back, and a write goes wrong', { reconcilers: 2, history: views.THERE_AND_BACK, troubles: 1 }, { reconcilers: 1 }],
    ['a failover there and back, and two old answers', { reconcilers: 2, history: views.THERE_AND_BACK, staleAnswers: 2 }],
    ['a failover, roles and nodes answered at different moments', { reconcilers: 2, history: views.FAILOVER, tornAnswers: true }],
    ['a reboot, roles and nodes answered at different moments', { reconcilers: 2, history: views.REBOOT, tornAnswers: true }],
  ])('%s', async (name, given, ...[shortened]) => { // a third parameter would be taken for jest's callback
    expect(await explored(name, given, shortened)).toBeGreaterThan(400n);
  }, 300_000);
});

describe('three reconcilers', () => {
  test('in every order, and a failover', async () => {
    const given = { reconcilers: 3, history: views.FAILOVER };
    expect(await explored('three reconcilers, a failover', given, { history: views.QUIET })).toBeGreaterThan(1_000_000n);
  }, 300_000);

  test('in 1,000 random orders, with all that can go wrong', async () => {
    const all = { crashes: 1, troubles: 2, pauses: [6, 61], tornAnswers: true };
    await sample(interleavings({ reconcilers: 3, history: views.THERE_AND_BACK, ...all }), 1_000, 20_261_122);
  }, 120_000);
});

describe('the exploration finds the bug when', () => {
  test.each<[string, Sabotage & Partial<Case>, RegExp]>([
    ['the swap is left out', { withoutSwap: true }, /lost or doubled/],
    ['the group is read before the zone', { groupFirst: true }, /^view \d was written over view \d: an older view won/],
    ['a plan is written however old it is', { withoutFreshness: true, pauses: [6] }, /^view \d was written when it had been old for five seconds/],
  ])('%s', async (_, sabotage, found) => {
    const exploring = explore(interleavings({ reconcilers: 2, history: views.THERE_AND_BACK, ...sabotage }));
    await expect(exploring).rejects.toThrow(found);
    await expect(exploring).rejects.toBeInstanceOf(Violation);
  });
});

test.each<[string, Case]>([
  ['two reconcilers', { reconcilers: 2, history: views.QUIET }],
  ['one, and a write that goes wrong in a failover', { reconcilers: 1, history: views.FAILOVER, troubles: 1 }],
])('merging orders that come to the same state leaves out none: %s', async (_, given) => {
  const merged = await explore(interleavings(given));
  const each = await explore(interleavings(given), false);
  expect(each.schedules).toBe(BigInt(each.runs));
  expect(merged.schedules).toBe(each.schedules);
  expect(merged.runs).toBeLessThan(each.runs);
}, 120_000);
