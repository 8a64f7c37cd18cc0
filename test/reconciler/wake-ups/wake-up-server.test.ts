import type { SQSEvent, SQSRecord } from 'aws-lambda';
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

  test('that comes back has a pass when time alone makes a difference: a node demoted by hand three minutes ago was never away', async () => {
    const { queue, world } = given();
    world.groups.set(givenGroup(['r', 'p', 'r'], { promotedByHand: true }));
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

describe('a clock of SQS that is 20 s behind', () => {
  test('keeps no message from having its pass: one that was begun 10 s before it was sent does not answer it', async () => {
    const { queue, reads, world } = given();
    await served(queue, world, sent(world));
    world.clock.pass(10 * SECOND);

    expect(await served(queue, world, sent(world, '{}', -20 * SECOND))).toBe(true);
    expect(reads.zone()).toBe(2);
  });

  test('costs no pass: one that was begun since a message was sent answers it', async () => {
    const { queue, reads, world } = given();
    const waiting = sent(world, '{}', -20 * SECOND);
    world.clock.pass(1 * SECOND);
    await served(queue, world, sent(world));
    world.clock.pass(2 * SECOND);

    await served(queue, world, receivedAfter(waiting, 3 * SECOND));
    expect(reads.zone()).toBe(1);
  });
});

test('a sweep by a clock of SQS that is 20 s ahead has one pass', async () => {
  const { queue, world } = given();
  expect(await served(queue, world, sent(world, SWEEP_MESSAGE, 20 * SECOND))).toBe(false);
});

test('a sweep always has a pass', async () => {
  const { queue, reads, world } = given();
  await served(queue, world, sent(world));
  world.clock.pass(1 * SECOND);

  expect(await served(queue, world, sent(world, SWEEP_MESSAGE))).toBe(false);
  expect(reads.zone()).toBe(2);
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['no list', { Records: {} }],
  ['a list with a hole', { Records: [null] }],
  ['a list of texts', { Records: ['hello'] }],
  ['a message without an id', { Records: [{ body: 'hello', attributes: {} }] }],
])('%s is no batch of messages: nothing is read, and the error says so', async (_, event) => {
  const { queue, reads, world } = given();
  await expect(queue.serve(event as SQSEvent, world.clock.now() + 18 * SECOND)).rejects.toThrow(/^the event must be a batch of SQS messages .*, got: /);
  expect([reads.zone(), reads.groups()]).toEqual([0, 0]);
});

function given() {
  const world = givenWorld([givenClaim([2, 3])], ['p', 'r', 'r']);
  const zoneRead = jest.spyOn(world.zone, 'read');
  const queue = new WakeUpServer(world, { fingerprint: '5f0c2a11', functionName: 'reconciler' }, ({ lines, metrics }) => [...lines, ...metrics].forEach((line) => world.log(line)));
  return { world, queue, reads: { zone: () => zoneRead.mock.calls.length, groups: () => world.groups.reads.length } };
}

/** A message that is received just now for the first time. */
function sent({ clock }: InMemoryWorld, body = '{}', clockOfSqsAheadMs = 0): SQSRecord {
  const time = `${clock.now() + clockOfSqsAheadMs}`;
  const attributes = { SentTimestamp: time, ApproximateFirstReceiveTimestamp: time, ApproximateReceiveCount: '1' };
  return { messageId: `at ${clock.now()}`, body, attributes } as SQSRecord;
}

function receivedAfter(record: SQSRecord, ms: number): SQSRecord {
  return { ...record, attributes: { ...record.attributes, ApproximateFirstReceiveTimestamp: `${Number(record.attributes.SentTimestamp) + ms}` } };
}

/** Whether it comes back. */
async function served(queue: WakeUpServer, { clock }: InMemoryWorld, record: SQSRecord): Promise<boolean> {
  const { batchItemFailures } = await queue.serve({ Records: [record] }, clock.now() + 18 * SECOND);
  record.attributes.ApproximateReceiveCount = `${Number(record.attributes.ApproximateReceiveCount) + 1}`;
  return batchItemFailures.length > 0;
}
