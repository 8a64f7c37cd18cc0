/**
 * The function of the AWS blog post, statement for statement, from Python 2.7 and boto3. Three things could not stay: `aws_session` assumes no role
 * here as in the post; the order of a Python 2.7 dict was arbitrary and is that of ElastiCache's answer here, which is kindest to it;
 * the TTL, 10 in the post, can be set, so that both algorithms run with the same.
 *
 * @see https://aws.amazon.com/blogs/database/use-aws-lambda-amazon-route-53-and-amazon-sns-to-monitor-read-replica-endpoints-for-redis-cluster-cluster-mode-disabled/
 */
import { DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { ChangeInfo, ChangeResourceRecordSetsCommand, GetHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { SNSEvent } from 'aws-lambda';

const CNAME = process.env.cname!;
const ZONE_ID = process.env.zone_id!;
const CLUSTER = process.env.cluster!;
const TTL = Number(process.env.ttl ?? 10);

const EVENTS = ['CacheNodeReplaceComplete', 'TestFailoverApiCalled', 'FailoverComplete', 'CacheClusterProvisioningComplete'];

type Nodes = Record<string, { role: string; addr: string }>;

/** Return list of nodes that breaks down a cluster. */
async function getNodes(cluster: string): Promise<Nodes> {
  const elasticache = new ElastiCacheClient({ region: process.env.aws_region });
  const { ReplicationGroups } = await elasticache.send(new DescribeReplicationGroupsCommand({}));
  const nodes: Nodes = {};
  for (const group of ReplicationGroups!) {
    if (group.ReplicationGroupId === cluster) {
      for (const nodeGroup of group.NodeGroups!) {
        for (const member of nodeGroup.NodeGroupMembers!) {
          nodes[member.CacheClusterId!] = { role: member.CurrentRole!, addr: member.ReadEndpoint!.Address! };
        }
      }
    }
  }
  return nodes;
}

/** Update CNAME entries from a dictionary of nodes. */
async function updateCname(nodes: Nodes, cname: string, zone: string): Promise<Record<string, ChangeInfo> | string> {
  const route53 = new Route53Client({ region: process.env.aws_region });
  const dzone = await route53.send(new GetHostedZoneCommand({ Id: zone }));
  const dzonedomain = dzone.HostedZone!.Name!;
  if (!new RegExp(`^[a-zA-Z\\d-]{0,63}(\\.[a-zA-Z\\d-]{1,63})*\\.${dzonedomain}`).test(cname)) {
    return `Error, cname ${cname} doesnt match domain ${dzonedomain}`;
  }
  const response: Record<string, ChangeInfo> = {};
  let num = 1;
  for (const nodeName of Object.keys(nodes)) {
    const node = nodes[nodeName];
    if (node.role === 'replica') {
      const realcname = cname.split('.').map((label, index) => index === 0 ? `${label}${num}` : label).join('.');
      console.log(`DEBUG - Updating Route53 to create CNAME ${realcname} for ${node.addr}`);
      const { ChangeInfo: info } = await route53.send(new ChangeResourceRecordSetsCommand({
        HostedZoneId: zone,
        ChangeBatch: {
          Changes: [{
            Action: 'UPSERT',
            ResourceRecordSet: { Name: realcname, Type: 'CNAME', TTL, ResourceRecords: [{ Value: node.addr }] },
          }],
        },
      }));
      response[nodeName] = info!;
      num += 1;
    }
  }
  return response;
}

/** Parse and check the event validity. */
export async function lambda_handler(event: SNSEvent): Promise<void> {
  const msg = JSON.parse(event.Records[0].Sns.Message);
  const msgType = Object.keys(msg)[0];
  const msgEvent = msgType.split(':')[1];
  const msgNode = msg[msgType];
  if (!EVENTS.includes(msgEvent)) {
    console.log(`Event ${msgType} is not valid for RedisReplica-autocname function`);
    return;
  }
  console.log(`Event ${msgType} is valid, processing with RedisReplica-autocname...`);
  const nodes = await getNodes(CLUSTER);
  if (!Object.keys(nodes).includes(msgNode)) {
    console.log(`${msgNode} not a node of cluster ${CLUSTER}`);
    return;
  }
  const dnsupdate = await updateCname(nodes, CNAME, ZONE_ID);
  if (typeof dnsupdate === 'string') {
    console.log(dnsupdate);
    return;
  }
  for (const [node, info] of Object.entries(dnsupdate)) {
    console.log(`DNS record ${node} R53 status is ${info.Status}`);
  }
}
