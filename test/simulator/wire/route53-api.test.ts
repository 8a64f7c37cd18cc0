import {
  ChangeResourceRecordSetsCommand, GetChangeCommand, GetHostedZoneCommand, ListResourceRecordSetsCommand, ResourceRecordSet, Route53Client,
} from '@aws-sdk/client-route-53';
import { VirtualClock } from '../clock/virtual-clock';
import { ElastiCache } from '../elasticache/elasticache';
import { Faults } from '../faults';
import { ApiServer } from './api-server';
import { Iam } from '../iam/iam';
import { Route53 } from '../route53/route53';

const ROLE = 'arn:aws:iam::111122223333:role/writer';

let clock: VirtualClock;
let iam: Iam;
let route53: Route53;
let faults: Faults;
let server: ApiServer;
let client: Route53Client;

beforeEach(async () => {
  clock = new VirtualClock();
  iam = new Iam(clock);
  route53 = new Route53(clock, { propagationSeconds: 30 });
  faults = new Faults();
  const elasticache = new ElastiCache(clock, { account: '111122223333', region: 'us-east-1', publish: async () => 'delivered' });
  server = await ApiServer.start({ clock, iam, route53, faults, elasticache });
  route53.createHostedZone({ id: 'Z1', name: 'example.internal', private: true });
  iam.putRole({ roleArn: ROLE, assumableBy: 'lambda.amazonaws.com' });
  allow('route53:*', '*');
  client = clientOf(iam.credentialsFor(ROLE));
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

test('the SDK creates a record, reads it back and sees the change propagate', async () => {
  const { ChangeInfo } = await change('CREATE', cname('read1.example.internal', 'a.cache.amazonaws.com'), 'first name');
  expect(ChangeInfo).toEqual({ Id: expect.stringMatching(/^\/change\/C0/), Status: 'PENDING', SubmittedAt: new Date(clock.now()), Comment: 'first name' });

  const { ResourceRecordSets, IsTruncated, MaxItems } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: '/hostedzone/Z1' }));
  expect({ types: ResourceRecordSets!.map(({ Type }) => Type), IsTruncated, MaxItems }).toEqual({ types: ['NS', 'SOA', 'CNAME'], IsTruncated: false, MaxItems: 300 });
  expect(ResourceRecordSets!.at(-1)).toEqual(cname('read1.example.internal.', 'a.cache.amazonaws.com'));

  await clock.advance(30_000);
  const later = await client.send(new GetChangeCommand({ Id: ChangeInfo!.Id }));
  expect(later.ChangeInfo!.Status).toBe('INSYNC');
});

test('GetHostedZone tells the name, the number of records and whether the zone is private', async () => {
  const { HostedZone, VPCs } = await client.send(new GetHostedZoneCommand({ Id: 'Z1' }));
  expect(HostedZone).toMatchObject({ Id: '/hostedzone/Z1', Name: 'example.internal.', Config: { PrivateZone: true }, ResourceRecordSetCount: 2 });
  expect(VPCs).toHaveLength(1);
});

test('a text with quotation marks, angle brackets and ampersands survives the way there and back', async () => {
  const text: ResourceRecordSet = { Name: 'claim.example.internal.', Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"a=<1>&b=\\"2\\"" "c"' }] };
  await change('CREATE', text);
  const { ResourceRecordSets } = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: 'Z1', StartRecordName: 'claim.example.internal', MaxItems: 1 }));
  expect(ResourceRecordSets![0]).toEqual(text);
});

test('a refused batch reaches the SDK by name, with the sentences in brackets', async () => {
  await change('CREATE', cname('read1.example.internal', 'a.cache.amazonaws.com'));
  await expect(change('CREATE', cname('read1.example.internal', 'b.cache.amazonaws.com'))).rejects.toMatchObject({
    name: 'InvalidChangeBatch',
    message: "[Tried to create resource record set [name='read1.example.internal.', type='CNAME'] but it already exists]",
    $metadata: { httpStatusCode: 400 },
  });
  expect(server.calls.map(({ action, refused }) => `${action} ${refused}`)).toEqual([
    'route53:ChangeResourceRecordSets undefined', 'route53:ChangeResourceRecordSets InvalidChangeBatch',
  ]);
});

test('a refused batch may come in the form that the API reference shows, of which the SDK makes an error without a name', async () => {
  route53.refusalForm = 'InvalidChangeBatch';
  await change('CREATE', cname('read1.example.internal', 'a.cache.amazonaws.com'));
  const error = await change('CREATE', cname('read1.example.internal', 'b.cache.amazonaws.com')).catch((refusal: Error) => refusal);
  expect(error).toMatchObject({ name: 'Unknown', $metadata: { httpStatusCode: 400 } });
});

test('a zone that does not exist is NoSuchHostedZone', async () => {
  await expect(client.send(new GetHostedZoneCommand({ Id: 'Z2' }))).rejects.toMatchObject({
    name: 'NoSuchHostedZone', message: 'No hosted zone found with ID: Z2', $metadata: { httpStatusCode: 404 },
  });
});

test('a change without TTL is InvalidInput', async () => {
  await expect(change('CREATE', { ...cname('read1.example.internal', 'a.cache.amazonaws.com'), TTL: undefined })).rejects.toMatchObject({
    name: 'InvalidInput',
    message: 'Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], '
      + 'but found none in Change with [Action=CREATE, Name=read1.example.internal, Type=CNAME, SetIdentifier=null]',
  });
});

test('the conditions on names, types and actions are judged by the batch', async () => {
  allow('route53:ChangeResourceRecordSets', 'arn:aws:route53:::hostedzone/Z1', {
    'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['read?.example.internal', '\\052.example.internal'] },
    'ForAllValues:StringEquals': {
      'route53:ChangeResourceRecordSetsRecordTypes': ['CNAME'],
      'route53:ChangeResourceRecordSetsActions': ['CREATE', 'DELETE'],
    },
    'Null': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false' },
  });
  await change('CREATE', cname('READ1.example.internal.', 'a.cache.amazonaws.com'));
  await change('CREATE', cname('*.example.internal.', 'a.cache.amazonaws.com'));
  const refused = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
  await expect(change('CREATE', cname('write1.example.internal', 'a.cache.amazonaws.com'))).rejects.toMatchObject(refused);
  await expect(change('UPSERT', cname('read1.example.internal', 'a.cache.amazonaws.com'))).rejects.toMatchObject(refused);
  await expect(change('CREATE', { ...cname('read2.example.internal', '10.0.0.1'), Type: 'A' })).rejects.toMatchObject({
    ...refused,
    message: 'User: arn:aws:sts::111122223333:assumed-role/writer/session is not authorized to perform: route53:ChangeResourceRecordSets on resource: '
      + 'arn:aws:route53:::hostedzone/Z1 because no identity-based policy allows the route53:ChangeResourceRecordSets action',
  });
});

test('a credential that nobody issued is refused', async () => {
  const stranger = clientOf({ accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x', sessionToken: 'y' });
  await expect(stranger.send(new GetHostedZoneCommand({ Id: 'Z1' }))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  const stolen = clientOf({ ...iam.credentialsFor(ROLE), sessionToken: 'another' });
  await expect(stolen.send(new GetHostedZoneCommand({ Id: 'Z1' }))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  stranger.destroy();
  stolen.destroy();
});

test('what is not modelled is an error by name', async () => {
  const alias: ResourceRecordSet = { Name: 'a.example.internal', Type: 'A', AliasTarget: { HostedZoneId: 'Z3', DNSName: 'elb.amazonaws.com', EvaluateTargetHealth: false } };
  await expect(change('CREATE', alias)).rejects.toMatchObject({
    name: 'NotModelled',
    message: 'the simulator does not model the element AliasTarget of ResourceRecordSet: add it, with the AWS page it comes from, or do without it',
  });
  await expect(fetch(`${server.url}/2013-04-01/hostedzone/Z1/rrset?color=red`, signed())).resolves.toMatchObject({ status: 400 });
  await expect(fetch(`${server.url}/2013-04-01/healthcheck`, signed())).resolves.toMatchObject({ status: 400 });
  expect(server.notModelled.map((text) => text.split(':')[0])).toEqual([
    'the simulator does not model the element AliasTarget of ResourceRecordSet',
    'the simulator does not model the Route 53 parameter color',
    'the simulator does not model the Route 53 request GET /2013-04-01/healthcheck',
  ]);
});

test('faults throttle, fail, and answer whatever a story wants', async () => {
  faults.on('route53:GetHostedZone', { kind: 'throttle', times: 1 });
  faults.on('route53:GetHostedZone', { kind: 'error', times: 1 });
  faults.on('route53:GetHostedZone', { kind: 'custom', status: 400, code: 'Odd', message: 'so it is', times: 1 });
  const ask = async () => client.send(new GetHostedZoneCommand({ Id: 'Z1' }));
  await expect(ask()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
  await expect(ask()).rejects.toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
  await expect(ask()).rejects.toMatchObject({ name: 'Odd', message: 'so it is' });
  await expect(ask()).resolves.toBeDefined();
});

test('a lost answer leaves the change applied', async () => {
  faults.on('route53:ChangeResourceRecordSets', { kind: 'lost-answer', cut: true });
  await expect(change('CREATE', cname('read1.example.internal', 'a.cache.amazonaws.com'))).rejects.toThrow('socket hang up');
  expect(route53.zone('Z1').find('read1.example.internal', 'CNAME')).toBeDefined();
});

test('a request left lying is given up at the wire, and taken up again when its delay has passed', async () => {
  const port: string[] = [];
  server.onAbandon = () => port.push('abandoned');
  server.onResume = () => port.push('resumed');
  faults.on('route53:GetHostedZone', { kind: 'delay', ms: 5000, times: 1 });
  const late = client.send(new GetHostedZoneCommand({ Id: 'Z1' }));
  while (port.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(5000);
  await expect(late).resolves.toBeDefined();
  expect(port).toEqual(['abandoned', 'resumed']);
});

test('a change is answered when it has been processed, and the zone refuses another meanwhile', async () => {
  route53.times.processingMs = 200;
  let abandoned = false;
  server.onAbandon = () => { abandoned = true; };
  const first = change('CREATE', cname('read1.example.internal', 'a.cache.amazonaws.com'));
  while (!abandoned) await new Promise((resolve) => setImmediate(resolve));
  await expect(change('CREATE', cname('read2.example.internal', 'a.cache.amazonaws.com'))).rejects.toMatchObject({ name: 'PriorRequestNotComplete' });
  await clock.advance(200);
  await expect(first).resolves.toBeDefined();
});

test('the server takes what is put to a path it was told of', async () => {
  const seen: string[] = [];
  server.receive('/response', (body) => seen.push(body));
  await fetch(`${server.url}/response?signed=yes`, { method: 'PUT', body: '{"Status":"SUCCESS"}' });
  expect(seen).toEqual(['{"Status":"SUCCESS"}']);
});

function allow(action: string, resource: string, condition?: Record<string, Record<string, string | string[]>>): void {
  iam.putInlinePolicy(ROLE, 'permissions', { Statement: [{ Effect: 'Allow', Action: action, Resource: resource, ...condition && { Condition: condition } }] });
}

function clientOf(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string }): Route53Client {
  return new Route53Client({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
}

async function change(Action: 'CREATE' | 'DELETE' | 'UPSERT', record: ResourceRecordSet, Comment?: string) {
  const Changes = [{ Action, ResourceRecordSet: record }];
  return client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: 'Z1', ChangeBatch: { Comment, Changes } }));
}

function cname(name: string, target: string): ResourceRecordSet {
  return { Name: name, Type: 'CNAME', TTL: 10, ResourceRecords: [{ Value: target }] };
}

function signed(): RequestInit {
  return { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=operator/20260101/us-east-1/route53/aws4_request, SignedHeaders=host, Signature=0' } };
}
