import { Story } from './story';

const WRITE = 'route53:ChangeResourceRecordSets';
const MOVE = 'readonly1: testdns-002 -> testdns-003, because testdns-002 became primary';

let story: Story;

beforeEach(async () => {
  story = await Story.begin();
});

afterEach(async () => {
  await story.end();
});

describe('Answers that are late', () => {
  test.each([[1], [4], [7]])('lead no name astray where a reconciler has %i groups: the passes of the next three minutes see what the first could not', async (groups) => {
    await story.deploy(({ replicationGroup, names }) => {
      for (let other = 2; other <= groups; other += 1) {
        replicationGroup(`other${other}`, 1);
        names({ cnamePrefix: `read.other${other}` }, `Readers${other}`);
      }
      replicationGroup('testdns', 2);
      names();
    });
    await story.wait(200);
    story.aws.elasticache.staleBy(45_000);
    await story.failover('testdns-002');
    await story.wait(5);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    await story.wait(60);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    await story.wait(900);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-003' });
  });
});

describe('A write whose answer is lost', () => {
  test.each([['never comes', false], ['ends with the connection', true]])('is neither repeated nor told twice when the answer %s', async (_, cut) => {
    await story.deployGroup({ replicas: 2 });
    await story.wait(200);
    story.aws.faults.on(WRITE, { kind: 'lost-answer', cut, times: 1 });
    const batches = story.zone.history.length;
    await story.failover('testdns-002');
    await story.wait(20);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-003', ReadOnly2: 'testdns-003' });
    expect(story.comments().slice(batches)).toEqual([MOVE]);
    expect(story.log().filter((line) => line === MOVE)).toHaveLength(1);
  });

  test('does not fail the deployment that makes the names', async () => {
    story.aws.faults.on(WRITE, { kind: 'lost-answer', times: 1 });
    await story.deployGroup({ replicas: 2 });
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-002', ReadOnly2: 'testdns-003' });
    expect(story.claims()).toHaveLength(1);
  });
});

describe('A function that dies half-way', () => {
  // a pass makes five calls: it lists the zone, describes groups, nodes and events, and writes.
  const deaths = [1, 2, 3, 4, 5].flatMap((atCall) => (['before', 'after'] as const).map((when) => ({ atCall, when })));

  test.each(deaths)('($when its call $atCall) has moved all names or none, and the message that comes back finishes its work', async (death) => {
    await story.deploy(({ replicationGroup, names }) => { replicationGroup('testdns', 1); names({ endpointCount: 2 }); });
    await story.wait(400);
    const batches = story.zone.history.length;
    story.aws.lambda.die(story.functionName('reconcile'), death);
    story.aws.elasticache.logEvent('cache-cluster', 'testdns-002', 'Recovering cache nodes 0001');
    await story.group().notify('CacheNodeReplaceStarted', 'testdns-002');
    await story.wait(2);
    expect(new Set(Object.values(await story.names())).size).toBe(1);
    await story.wait(35);
    expect(await story.names()).toEqual({ ReadOnly1: 'testdns-001', ReadOnly2: 'testdns-001' });
    expect(story.zone.history).toHaveLength(batches + 1);
    expect(story.aws.lambda.invocations.filter(({ outcome }) => outcome?.error?.errorType === 'Runtime.ExitError')).toHaveLength(1);
  });

  test('while it makes names is started again by Lambda, and finds them made', async () => {
    await story.deployGroup({ replicas: 2 });
    const dieAtTheNextCall = () => {
      story.aws.lambda.die(story.functionName('claims'), { atCall: 1, when: 'before' });
      return false;
    };
    story.aws.faults.on(WRITE, { kind: 'throttle', times: 1, when: dieAtTheNextCall });
    await story.deploy(({ replicationGroup, names }) => {
      replicationGroup('testdns', 2);
      names();
      names({ cnamePrefix: 'second' }, 'Second');
    });
    expect(story.aws.lambda.invocations.some(({ outcome }) => outcome?.error?.errorType === 'Runtime.ExitError')).toBe(true);
    expect(await story.names('second')).toEqual({ second1: 'testdns-002', second2: 'testdns-003' });
    expect(story.claims()).toHaveLength(2);
  });
});
