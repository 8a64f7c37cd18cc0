import { DescribeReplicationGroupsCommand, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { Change, ChangeResourceRecordSetsCommand, GetHostedZoneCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { Account } from './account';
import { Fleet, FleetGroup } from './fleet';
import { Contender } from './herd';

interface Tries {
  readonly most: number;
  /** Seconds to wait before the next try. */
  pause(tried: number, random: number): number;
}

/** botocore's legacy mode, which Python has by default: five tries, up to 1, 2, 4, 8 s between them. */
const LEGACY: Tries = { most: 5, pause: (tried, random) => random * 2 ** (tried - 1) };
/** The standard mode of the SDKs with ten tries: a throttled call waits up to 0.5, 1, 2, ... 20 s. */
const TEN: Tries = { most: 10, pause: (tried, random) => random * Math.min(20, 0.5 * 2 ** (tried - 1)) };

/** The blog's function for each group; unlike the blog's it reads every page of the groups. */
export const BLOG = contender("the blog's function", 15, async (fleet, group, call) => {
  const replicas = await replicasFromList(group, call);
  await call(new GetHostedZoneCommand({ Id: group.zone.id }));
  for (const [index, address] of replicas.entries()) await change(group, call, [upsert(fleet.names(group)[index], address)]);
}, LEGACY);

export const BLOG_IN_ONE_BATCH = contender("the blog's, one batch, ten tries", 60, async (fleet, group, call) => {
  const replicas = await replicasFromList(group, call);
  await call(new GetHostedZoneCommand({ Id: group.zone.id }));
  await change(group, call, replicas.map((address, index) => upsert(fleet.names(group)[index], address)));
}, TEN);

/** What one would write today without a queue: this group only, its names read, the one that is wrong moved. */
export const FUNCTION_PER_EVENT = contender('one function per event, ten tries', 60, async (fleet, group, call) => {
  const [{ ReplicationGroups: [described] }, { ResourceRecordSets: records }] = await Promise.all([
    call(new DescribeReplicationGroupsCommand({ ReplicationGroupId: group.cache.id })),
    call(new ListResourceRecordSetsCommand({ HostedZoneId: group.zone.id, StartRecordName: fleet.names(group)[0], StartRecordType: 'CNAME' })),
  ]);
  const replicas = replicasOf(described);
  const wrong = fleet.names(group).filter((name) => {
    const record = records.find(({ Name }: { Name: string }) => Name === `${name}.`);
    return !replicas.includes(record?.ResourceRecords[0].Value);
  });
  if (wrong.length > 0) await change(group, call, wrong.map((name) => upsert(name, replicas[0])));
}, TEN);

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Call = (command: object) => Promise<any>;
type Handler = (fleet: Fleet, group: FleetGroup, call: Call) => Promise<void>;

/** SNS hands each event to a function of its own, cold; Lambda repeats a failed invocation after one and after two minutes, then drops the event. */
function contender(name: string, timeoutSeconds: number, handler: Handler, tries: Tries): Contender {
  return {
    name,
    begin: (fleet) => async (group) => {
      const { clock, assumptions } = fleet.account;
      for (const pause of [60_000, 120_000, 0]) {
        await clock.sleep(assumptions.coldStart);
        const deadline = clock.now() + timeoutSeconds * 1000;
        const done = await handler(fleet, group, retrying(fleet.account, deadline, tries)).then(() => true, () => false);
        if (done) return;
        await clock.sleep(pause);
      }
    },
  };
}

function retrying(account: Account, deadline: number, tries: Tries): Call {
  const client = account.client() as unknown as { send: Call };
  return async (command) => {
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await client.send(command);
        if (account.clock.now() > deadline) throw new TimedOut();
        return answer;
      } catch (error) {
        if (error instanceof TimedOut || tried === tries.most) throw error;
        await account.clock.sleep(tries.pause(tried, account.random()) * 1000);
        if (account.clock.now() > deadline) throw new TimedOut();
      }
    }
  };
}

class TimedOut extends Error {}

async function replicasFromList(group: FleetGroup, call: Call): Promise<string[]> {
  const groups: ReplicationGroup[] = [];
  let marker: string | undefined;
  do {
    const page = await call(new DescribeReplicationGroupsCommand({ Marker: marker }));
    groups.push(...page.ReplicationGroups);
    marker = page.Marker;
  } while (marker !== undefined);
  return replicasOf(groups.find(({ ReplicationGroupId }) => ReplicationGroupId === group.cache.id)!);
}

function replicasOf({ NodeGroups }: ReplicationGroup): string[] {
  return NodeGroups![0].NodeGroupMembers!.filter(({ CurrentRole }) => CurrentRole === 'replica').map(({ ReadEndpoint }) => ReadEndpoint!.Address!);
}

function upsert(name: string, address: string): Change {
  return { Action: 'UPSERT', ResourceRecordSet: { Name: name, Type: 'CNAME', TTL: 10, ResourceRecords: [{ Value: address }] } };
}

async function change({ zone }: FleetGroup, call: Call, changes: Change[]): Promise<void> {
  await call(new ChangeResourceRecordSetsCommand({ HostedZoneId: zone.id, ChangeBatch: { Changes: changes } }));
}
