import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { ReplicationGroups } from '../../../src/reconciler/aws/replication-groups';
import { GroupView } from '../../../src/reconciler/decide/group-view';
import { AwsError } from '../../simulator/wire/aws-error';

/** Answers in pages of two, in the order given; groups of three nodes. */
class Answers {
  readonly requests: string[] = [];
  readonly events: { SourceIdentifier: string; Message: string; Date: Date }[] = [];
  unlisted: readonly string[] = [];
  private ms = 0;

  constructor(private readonly groups: readonly string[], private readonly fails: (command: string, input: Input) => boolean = () => false) {}

  /** Begins a reading. */
  get reading() {
    return new ReplicationGroups(this.client, () => this.ms).reading();
  }

  private get client(): ElastiCacheClient {
    const send = async (command: { readonly input: Input }) => this.answer(command.constructor.name, command.input);
    return { send } as unknown as ElastiCacheClient;
  }

  private answer(command: string, input: Input) {
    this.ms += 1_000;
    if (this.fails(command, input)) throw new Error('no');
    const of = input.ReplicationGroupId ?? input.CacheClusterId ?? input.SourceIdentifier;
    this.requests.push(`${command.replace(/^Describe|Command$/g, '')}${of ? ` of ${of}` : ''}${input.Marker ? ` from ${input.Marker}` : ''}`);
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

test.each([['DescribeReplicationGroupsCommand', 'b'], ['DescribeCacheClustersCommand', 'b-002']])('trouble with %s of %s is told of its group, and the others are read', async (command, of) => {
  const answers = new Answers(['a', 'b', 'c'], (name, input) => name === command && [input.ReplicationGroupId, input.CacheClusterId].includes(of));
  const views = await answers.reading.read(['a', 'b', 'c']);

  expect([...views].map(([id, view]) => [id, view instanceof Error ? view.message : view.members.length])).toEqual([['a', 3], ['b', 'no'], ['c', 3]]);
});

test('trouble with what all groups need rejects', async () => {
  const answers = new Answers(['a', 'b'], (name) => name === 'DescribeEventsCommand');

  await expect(answers.reading.read(['a', 'b'])).rejects.toThrow('no');
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
