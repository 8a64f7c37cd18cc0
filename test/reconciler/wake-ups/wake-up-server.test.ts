import type { SQSRecord } from 'aws-lambda';
import { cname } from '../../../src/reconciler/decide/record';
import { SWEEP_MESSAGE } from '../../../src/reconciler/settings';
import { WakeUpServer } from '../../../src/reconciler/wake-ups/wake-up-server';
import { givenClaim } from '../given-claim';
import { address, givenGroup } from '../given-group';
import { givenWorld } from '../given-world';
import { InMemoryWorld } from '../in-memory-world';
import { awsError } from '../pass/trouble';

const SECOND = 1_000;

describe('a notification', () => {
  test('that arrives has a pass, and comes back for three minutes', async () => {
    const { queue, reads, world } = given();
    const notification = sent(world);

    const comesBack: boolean[] = [];
    for (let receive = 0; receive <= 7; receive += 1) {
      comesBack.push(await served(queue, world, notification));
      world.clock.pass(30 * SECOND);
    }

    expect(comesBack).toEqual([true, true, true, true, true, true, false, false]);
    expect(reads.zone()).toBe(1);
  });

  test('that comes back asks ElastiCache only, while the group is as it was', async () => {
    const { queue, reads, world } = given();
    const notification = sent(world);
    await served(queue, world, notification);
    world.clock.pass(30 * SECOND);

    expect(await served(queue, world, notification)).toBe(true);

    expect([reads.zone(), reads.groups()]).toEqual([1, 2]);
    expect(world.zone.batches).toEqual([]);
  });

  test('that comes back has a pass when the group is not as it was: events run ahead of the truth', async () => {
    const { queue, reads, world } = given();
    const notification = sent(world);
    await served(queue, world, notification);
    world.clock.pass(30 * SECOND);
    world.groups.set(givenGroup(['r', 'p', 'r']));

    await served(queue, world, notification);

    expect(reads.zone()).toBe(2);
    expect(world.zone.leads).toEqual({ read1: address(3), read2: address(3) });
  });

  test('that comes back has a pass when time alone makes a difference: a node demoted three minutes ago was never away', async () => {
    const { queue, world } = given();
    world.groups.set(givenGroup(['r', 'p', 'r']));
    const notification = sent(world);
    await served(queue, world, notification);
    world.clock.pass(181 * SECOND);

    await served(queue, world, notification);

    expect(world.zone.leads).toEqual({ read1: address(1), read2: address(3) });
  });

  test('that comes back to an environment which has not seen it has a pass', async () => {
    const { queue, reads, world } = given();
    await served(queue, world, sent(world));
    world.clock.pass(10 * SECOND);
    const later = sent(world);
    world.clock.pass(30 * SECOND);

    await served(queue, world, later);

    expect(reads.zone()).toBe(2);
  });

  test('that comes back has a pass while a record is in the way', async () => {
    const { queue, reads, world } = given();
    world.zone.put('read1.db.example', cname('read1.db.example', 'elsewhere.example', 10));
    const notification = sent(world);
    await served(queue, world, notification);
    const before = reads.zone();
    world.clock.pass(30 * SECOND);

    await served(queue, world, notification);

    expect(reads.zone()).toBeGreaterThan(before);
  });

  test('that comes back has a pass, which tells what is wrong, when ElastiCache does not answer', async () => {
    const { queue, world } = given();
    const notification = sent(world);
    await served(queue, world, notification);
    world.clock.pass(30 * SECOND);
    world.groups.nextReads.push(...Array.from({ length: 20 }, () => () => { throw awsError('InternalFailure', 'not now'); }));

    await expect(served(queue, world, notification)).rejects.toThrow('not now');
    expect(world.lines.some((line) => line.startsWith('the pass failed'))).toBe(true);
  });
});

test('a sweep always has a pass', async () => {
  const { queue, reads, world } = given();
  await served(queue, world, sent(world));
  world.clock.pass(1 * SECOND);

  expect(await served(queue, world, sent(world, SWEEP_MESSAGE))).toBe(false);
  expect(reads.zone()).toBe(2);
});

function given() {
  const world = givenWorld([givenClaim([2, 3])], ['p', 'r', 'r']);
  const zoneRead = jest.spyOn(world.zone, 'read');
  const queue = new WakeUpServer(world, { fingerprint: '5f0c2a11', functionName: 'reconciler' }, ({ lines, metrics }) => [...lines, ...metrics].forEach((line) => world.log(line)));
  return { world, queue, reads: { zone: () => zoneRead.mock.calls.length, groups: () => world.groups.reads.length } };
}

function sent({ clock }: InMemoryWorld, body = '{}'): SQSRecord {
  return { messageId: `at ${clock.now()}`, body, attributes: { SentTimestamp: `${clock.now()}` } } as SQSRecord;
}

/** Whether it comes back. */
async function served(queue: WakeUpServer, { clock }: InMemoryWorld, record: SQSRecord): Promise<boolean> {
  const { batchItemFailures } = await queue.serve({ Records: [record] }, clock.now() + 18 * SECOND);
  return batchItemFailures.length > 0;
}
