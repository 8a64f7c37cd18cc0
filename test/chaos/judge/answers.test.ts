import { Answers } from './answers';
import { LoggedEvent } from '../../simulator/elasticache/event-log';
import { GroupState, NodeState } from '../../simulator/elasticache/group-state';
import { ReplicationGroup } from '../../simulator/elasticache/replication-group';

const MINUTE = 60_000;
const FRESH = { groups: 0, nodes: 0, events: 0 };

/** A group of two nodes whose answers a judge reads each second; passes notice at once. */
function judged() {
  const log: LoggedEvent[] = [];
  let automaticFailover: GroupState['automaticFailover'] = 'enabled';
  let primary = 'orders-001';
  const node = (id: string): NodeState => ({
    id, role: id === primary ? 'primary' : 'replica', status: 'available', address: `${id}.example`, port: 6379, ip: '10.0.0.1', alive: true, availabilityZone: 'a', createdAt: 0,
  });
  const state = () => ({ id: 'orders', status: 'available', nodes: [node('orders-001'), node('orders-002')], tls: false, clusterMode: 'disabled', automaticFailover, createdAt: 0 } as const);
  const answers = new Answers({ history: { at: state } } as unknown as ReplicationGroup, log);
  let now = MINUTE;
  const pass = (ms: number) => {
    for (const until = now + ms; now < until; now += 1_000) answers.update(now, FRESH);
  };
  pass(1_000);
  return {
    pass,
    gives: (id: string) => { primary = id; },
    failover: (value: GroupState['automaticFailover']) => { automaticFailover = value; },
    logs: (message: string) => log.push({ date: now, shownAt: now, sourceType: 'cache-cluster', sourceIdentifier: 'orders-001', message }),
    fitness: () => answers.fitness(node('orders-001'), (time) => time),
  };
}

describe('an old primary', () => {
  test('of a failover is unfit until the log says that it is back, however long that takes', () => {
    const { pass, gives, logs, fitness } = judged();
    gives('orders-002');
    logs('Failover from master node orders-001 to replica node orders-002 completed');
    pass(300 * MINUTE);
    expect(fitness()).toBe('unfit');
    logs('Finished recovery for cache nodes 0001');
    pass(2_000);
    expect(fitness()).toBe('serves');
  });

  test('that recovers is unfit though it was restarted', () => {
    const { pass, gives, logs, fitness } = judged();
    gives('orders-002');
    logs('Recovering cache nodes 0001');
    pass(MINUTE);
    logs('Cache node 0001 restarted');
    pass(MINUTE);
    expect(fitness()).toBe('unfit');
  });

  test('of a promotion by hand serves after three minutes', () => {
    const { pass, gives, failover, fitness } = judged();
    failover('disabled');
    gives('orders-002');
    pass(2 * MINUTE);
    expect(fitness()).toBe('unfit');
    pass(MINUTE + 3_000);
    expect(fitness()).toBe('serves');
  });

  test('of a promotion by hand that answers hid again may have been noticed or not', () => {
    const { pass, gives, failover, fitness } = judged();
    failover('disabled');
    gives('orders-002');
    pass(2 * MINUTE);
    gives('orders-001');
    pass(10_000);
    gives('orders-002');
    pass(MINUTE);
    expect(fitness()).toBe('unclear');
    pass(2 * MINUTE + 3_000);
    expect(fitness()).toBe('serves');
  });
});
