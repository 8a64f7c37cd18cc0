import { fingerprint } from '../../../src/reconciler/decide/fingerprint';
import { Member } from '../../../src/reconciler/decide/group-view';
import { pass } from '../../../src/reconciler/pass/pass';
import { givenClaim } from '../given-claim';
import { givenWorld } from '../given-world';

const MINE = '5f0c2a11';

describe('the topic of a group', () => {
  const ours = { topicArn: 'arn:topic', topicStatus: 'active' };

  test.each<[string, Partial<Member>[], string | undefined]>([
    ['is fine when every node publishes to it', [ours, ours], undefined],
    ['is missing', [ours, {}], 'testdns-002 publishes to no topic'],
    ['is another', [{ topicArn: 'arn:other', topicStatus: 'active' }, ours], 'testdns-001 publishes to arn:other, which is not the registered topic'],
    ['is inactive', [ours, { ...ours, topicStatus: 'inactive' }], 'the topic of testdns-002 is inactive'],
    ['is wrong twice', [{}, { ...ours, topicStatus: 'inactive' }], 'testdns-001 publishes to no topic, the topic of testdns-002 is inactive'],
    ['is not asked of a node that is being made', [ours, { status: 'creating', address: undefined }], undefined],
  ])('%s', async (_, [first, second], fault) => {
    const world = givenWorld([givenClaim([2], { topic: fingerprint('arn:topic') })], [{ role: 'primary', ...first }, second]);

    expect((await pass(world, MINE, Infinity))[0].topicFault).toBe(fault);
  });

  test('that is not registered is nobody\'s business', async () => {
    expect((await pass(givenWorld([givenClaim([2])], ['p', 'r']), MINE, Infinity))[0].topicFault).toBeUndefined();
  });
});
