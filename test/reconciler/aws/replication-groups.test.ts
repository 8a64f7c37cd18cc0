import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { ReplicationGroups } from '../../../src/reconciler/aws/replication-groups';
import { GroupView } from '../../../src/reconciler/decide/group-view';
import { AwsError } from '../../simulator/wire/aws-error';

/** Answers in pages of two, in the order given; groups of three nodes. */
class Answers {
  readonly requests: string[] = [];
  /** How far back events were asked for, in minutes, by request. */
  readonly durations = new Map<string, number | undefined>();
  readonly events: { SourceIdentifier: string; Message: string; Date: Date }[] = [];
  unlisted: readonly string[] = [];
  private ms = 0;

  constructor(private readonly groups: readonly string[], private readonly fails: (command: string, input: Input) => boolean = () => false) {}

  /** Begins a reading. */
  get reading() {
    return this.readingOf();
  }

  readingOf(...remembered: readonly string[]) {
    return new ReplicationGroups(this.client, () => this.ms).reading((node) => remembered.includes(node));
  }

  private get client(): ElastiCacheClient {
    const send = async (command: { readonly input: Input }) => this.answer(command.constructor.name, command.input);
    return { send } as unknown as ElastiCacheClient;
  }

  private answer(command: string, input: Input) {
    this.ms += 1_000;
    if (this.fails(command, input)) throw new Error('no');
    const of = input.ReplicationGroupId ?? input.CacheClusterId ?? input.SourceIdentifier;
    const request = `${command.replace(/^Describe|Command$/g, '')}${of ? ` of ${of}` : ''}${input.Marker ? ` from ${input.Marker}` : ''}`;
    this.requests.push(request);
    if (command === 'DescribeEventsCommand') this.durations.set(request, input.Duration);
    if (command === 'DescribeReplicationGroupsCommand') return this.page('ReplicationGroups', this.groups.filter((id) => !of || id === of).map(described), input);
    if (command === 'DescribeEventsCommand') return this.page('Events', this.events.filter(({ SourceIdentifier }) => !of || SourceIdentifier === of), input);
    const nodes = this.groups.flatMap(nodesOf).filter((id) => (!of || id === of) && !this.unlisted.includes(id));
    if (of && nodes.length === 0) throw new AwsError('CacheClusterNotFound', `CacheCluster ${of} not found.`, 404);
    return this.page('CacheClusters', nodes.map((id) => ({ CacheClusterId: id, CacheClusterStatus: 'available' })), input);
  }

  private page(key: string, all: readonly object[], { Marker = '0' }: Input) {
    const end = Number(Marker) + 2;
    return { [key]: all.slice(Number(Marker), end), Marker: end < all.length ? `${end}` : undefined };
  }
}

interface Input {
  readonly ReplicationGroupId?: string;
  readonly CacheClusterId?: string;
  readonly SourceIdentifier?: string;
  readonly Duration?: number;
  readonly Marker?: string;
}

describe('few groups', () => {
  test('of a large account are three requests, and one for each node that the first page does not show', async () => {
    const answers = new Answers(['a', 'b', 'c', 'd', 'e']);
    const views = await answers.reading.read(['e']);

    expect(viewOf(views, 'e').members.map(({ node, role, status }) => [node, role, status])).toEqual([
      ['e-001', 'primary', 'available'], ['e-002', 'replica', 'available'], ['e-003', 'replica', 'available'],
    ]);
    expect(answers.requests).toEqual(['ReplicationGroups of e', 'CacheClusters', 'Events', 'CacheClusters of e-001', 'CacheClusters of e-002', 'CacheClusters of e-003']);
  });

  test('are asked for their own events when there are more than a page of them', async () => {
    const answers = new Answers(['a']);
    answers.events.push(logged('x-001', 'Recovering'), logged('y-001', 'Recovering'), logged('a-001', 'Finished recovery'), logged('a-001', 'Recovering cache nodes'), logged('a-001', 'x'));
    const views = await answers.reading.read(['a']);

    expect(viewOf(views, 'a').events.filter(({ node }) => node === 'a-001').map(({ kind }) => kind)).toEqual(['recovered', 'recovering']);
    expect(answers.requests).toContain('Events of a-001 from 2');
  });

  test('have no state for a node that is not there', async () => {
    const answers = new Answers(['a', 'b']);
    answers.unlisted = ['b-002'];
    const views = await answers.reading.read(['b']);

    expect(viewOf(views, 'b').members.map(({ status }) => status)).toEqual(['available', undefined, 'available']);
  });
});

describe('many groups', () => {
  const GROUPS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

  test('are read in pages until all of them and of their nodes were seen', async () => {
    const answers = new Answers(GROUPS);
    const views = await answers.reading.read(['a', 'b', 'c', 'd']);

    expect([...views.keys()]).toEqual(['a', 'b', 'c', 'd']);
    expect([...views.keys()].flatMap((id) => viewOf(views, id).members.map(({ status }) => status))).toEqual(Array(12).fill('available'));
    expect(answers.requests.filter((request) => request.startsWith('ReplicationGroups'))).toHaveLength(2);
    expect(answers.requests.filter((request) => request.startsWith('CacheClusters'))).toHaveLength(6);
  });

  test('share pages with the reads before in the same reading, and know how old theirs are', async () => {
    const answers = new Answers(GROUPS);
    const { reading } = answers;
    await reading.read(['a', 'b', 'c', 'i']);
    const asked = answers.requests.length;
    const views = await reading.read(['d', 'e', 'f', 'g']);

    expect([...views.keys()]).toEqual(['d', 'e', 'f', 'g']);
    expect(answers.requests).toHaveLength(asked);
    expect(viewOf(views, 'd').asOf).toBeLessThan(asked * 1_000);
  });

  test('are read anew in another reading', async () => {
    const answers = new Answers(GROUPS);
    await answers.reading.read(['a', 'b', 'c', 'd']);
    const asked = answers.requests.length;
    await answers.reading.read(['a', 'b', 'c', 'd']);

    expect(answers.requests).toHaveLength(2 * asked);
  });
});

test.each([[['a']], [['a', 'b', 'c', 'd']]])('a group that is not there is left out, beside %j', async (ids) => {
  const answers = new Answers(ids);
  const views = await answers.reading.read([...ids, 'gone']);

  expect([...views.keys()]).toEqual(ids);
});

test('trouble with one group is told of it, and the others are read', async () => {
  const answers = new Answers(['a', 'b', 'c'], (name, input) => name === 'DescribeReplicationGroupsCommand' && input.ReplicationGroupId === 'b');
  const views = await answers.reading.read(['a', 'b', 'c']);

  expect([...views].map(([id, view]) => [id, view instanceof Error ? view.message : view.members.length])).toEqual([['a', 3], ['b', 'no'], ['c', 3]]);
});

describe.each([['few', ['a', 'b', 'c']], ['many', ['a', 'b', 'c', 'd']]])('of %s groups', (_, ids) => {
  test('trouble with the event log is told in each view, which is the same without it', async () => {
    const answers = new Answers(ids, (name) => name === 'DescribeEventsCommand');
    const views = await answers.reading.read(ids);

    expect(ids.map((id) => viewOf(views, id))).toMatchObject(ids.map(() => ({ lost: { events: new Error('no') }, members: [{ status: 'available' }, {}, {}] })));
  });

  test('trouble with the statuses of nodes is told in each view, which is the same without them', async () => {
    const answers = new Answers(ids, (name) => name === 'DescribeCacheClustersCommand');
    const views = await answers.reading.read(ids);

    expect(ids.map((id) => viewOf(views, id))).toMatchObject(ids.map(() => ({ lost: { statuses: new Error('no') }, members: [{ role: 'primary', status: undefined }, {}, {}] })));
  });

  test('a node that is remembered is asked for all that the log has of it', async () => {
    const answers = new Answers(ids);
    answers.events.push(logged('b-002', 'Finished recovery'));
    const views = await answers.readingOf('b-002', 'z-001').read(ids);

    expect([...answers.durations]).toEqual([['Events', 1_440], ['Events of b-002', 20_160]]);
    expect(viewOf(views, 'b').events).toContainEqual({ node: 'b-002', kind: 'recovered', at: 0 });
  });

  test('trouble with the log of a node that is remembered is told of its group alone', async () => {
    const answers = new Answers(ids, (_name, input) => input.SourceIdentifier === 'b-002');
    const views = await answers.readingOf('b-002').read(ids);

    expect(ids.filter((id) => viewOf(views, id).lost !== undefined)).toEqual(['b']);
  });
});

test('trouble with the list of nodes is none when each node of a few groups can be asked for', async () => {
  const answers = new Answers(['a', 'b'], (name, input) => name === 'DescribeCacheClustersCommand' && input.CacheClusterId === undefined);
  const view = viewOf(await answers.reading.read(['a']), 'a');

  expect([view.lost, view.members.map(({ status }) => status)]).toEqual([undefined, ['available', 'available', 'available']]);
});

test('trouble with one node takes the statuses of no other group', async () => {
  const answers = new Answers(['a', 'b', 'c'], (_, input) => input.CacheClusterId === 'b-002');
  const views = await answers.reading.read(['a', 'b', 'c']);

  expect(['a', 'b', 'c'].filter((id) => viewOf(views, id).lost !== undefined)).toEqual(['b']);
});

test('trouble with one node takes nothing of what its neighbours in the group answered', async () => {
  const answers = new Answers(['a', 'b'], (_, input) => input.CacheClusterId === 'b-002' || input.SourceIdentifier === 'b-002');
  answers.events.push(logged('b-001', 'Finished recovery'), logged('a-001', 'x'), logged('a-001', 'x'), logged('b-003', 'Recovering cache nodes'));
  const view = viewOf(await answers.reading.read(['b']), 'b');

  expect(view.lost).toEqual({ events: new Error('no'), statuses: new Error('no') });
  expect(view.members.map(({ status }) => status)).toEqual(['available', undefined, 'available']);
  expect(view.events).toContainEqual({ node: 'b-003', kind: 'recovering', at: 0 });
});

test('trouble with a later page of many groups\' events takes nothing of those before', async () => {
  const ids = ['a', 'b', 'c', 'd'];
  const answers = new Answers(ids, (name, input) => name === 'DescribeEventsCommand' && input.Marker === '2');
  answers.events.push(logged('b-003', 'Recovering cache nodes'), logged('a-001', 'x'), logged('a-001', 'x'));
  const view = viewOf(await answers.reading.read(ids), 'b');

  expect(view).toMatchObject({ lost: { events: new Error('no') }, events: [{ node: 'b-003', kind: 'recovering', at: 0 }] });
});

test('trouble with the list of many groups rejects', async () => {
  const answers = new Answers(['a', 'b', 'c', 'd'], (name) => name === 'DescribeReplicationGroupsCommand');

  await expect(answers.reading.read(['a', 'b', 'c', 'd'])).rejects.toThrow('no');
});

test('a page that comes again is refused, not read for ever', async () => {
  const client = { send: async () => ({ ReplicationGroups: [], CacheClusters: [], Events: [], Marker: 'again' }) } as unknown as ElastiCacheClient;

  await expect(new ReplicationGroups(client, () => 0).reading().read(['a', 'b', 'c', 'd'])).rejects.toThrow('ElastiCache repeats a page, got: Marker again twice');
});

function viewOf(views: ReadonlyMap<string, GroupView | Error>, id: string): GroupView {
  const view = views.get(id);
  if (view === undefined || view instanceof Error) throw new Error(`${id} was not read`);
  return view;
}

function nodesOf(group: string): string[] {
  return ['001', '002', '003'].map((number) => `${group}-${number}`);
}

function described(id: string) {
  const members = nodesOf(id).map((node, index) => ({ CacheClusterId: node, CurrentRole: index === 0 ? 'primary' : 'replica', ReadEndpoint: { Address: `${node}.example` } }));
  return { ReplicationGroupId: id, Status: 'available', NodeGroups: [{ NodeGroupMembers: members }] };
}

function logged(SourceIdentifier: string, Message: string) {
  return { SourceIdentifier, Message, Date: new Date(0) };
}
