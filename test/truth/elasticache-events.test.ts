import { events, groupStatuses, nodeStatuses } from './elasticache-events.json';
import { describedGroup } from '../../src/reconciler/aws/described-group';
import { VirtualClock } from '../simulator/clock/virtual-clock';
import { ElastiCache } from '../simulator/elasticache/elasticache';

const DATE = new Date('2026-01-01T00:00:00Z');

test.each(events)("the reconciler reads '$message' of $source as: $means", ({ source, message, means, node }) => {
  const { events: read } = describedGroup({ ReplicationGroupId: 'orders' }, new Map(), [{ SourceIdentifier: source, Message: message, Date: DATE }]);
  expect(read).toEqual(means === 'nothing' ? [] : [{ kind: means, node, at: DATE.getTime() / 1000 }]);
});

test('what the simulated ElastiCache logs of a failover are messages of AWS, in the order of AWS', async () => {
  const { clock, elasticache, group } = await account();
  const before = elasticache.eventLog.length;
  await clock.during(group.failover());
  await clock.advance(20 * 60_000);
  const logged = elasticache.eventLog.slice(before);
  const known = events.map(({ message }) => generic(message));
  for (const { message } of logged) expect(known).toContain(generic(message));
  expect(logged.filter(({ sourceType }) => sourceType === 'cache-cluster').map(({ message }) => message.split(' ')[0])).toEqual(['Failover', 'Recovering', 'Finished']);
});

test('every status that the simulated ElastiCache gives is one of the API', async () => {
  const { clock, elasticache, group } = await account();
  const ofGroups = new Set<string>();
  const ofNodes = new Set<string>();
  void group.addReplica();
  for (const change of [() => undefined, async () => group.reboot('orders-002'), async () => group.removeReplica('orders-003')]) {
    void change();
    for (let second = 0; second < 400; second += 10) {
      await clock.advance(10_000);
      for (const { status, nodes } of elasticache.describeReplicationGroups({}).items) {
        ofGroups.add(status);
        for (const node of nodes) ofNodes.add(node.status);
      }
    }
  }
  expect(groupStatuses).toEqual(expect.arrayContaining([...ofGroups]));
  expect(nodeStatuses).toEqual(expect.arrayContaining([...ofNodes]));
  expect([ofGroups.size, ofNodes.size]).toEqual([2, 4]);
});

async function account() {
  const clock = new VirtualClock(DATE);
  const elasticache = new ElastiCache(clock, { account: '111122223333', region: 'us-east-1', publish: async () => 'delivered' });
  return { clock, elasticache, group: await elasticache.createReplicationGroup({ id: 'orders', replicas: 2 }) };
}

function generic(message: string): string {
  return message.replace(/\borders-\d{3}\b/g, 'NODE');
}
