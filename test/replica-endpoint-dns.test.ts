import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { PrivateHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { App, CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { givenNames, givenStack, givenZone, onlyResource, refusal, warnings } from './given';
import { WhenNoReplica } from '../src';

describe('the claim', () => {
  test('registers the names of the group with the function that serves CloudFormation', () => {
    const stack = givenStack();
    const { reconciler } = givenNames(stack, { hostedZone: givenZone(stack, 'Example.Internal.') });
    const { properties, attributes } = onlyResource(stack, 'Custom::ReplicaEndpointDns');
    expect(properties).toEqual({
      ServiceToken: stack.resolve(reconciler.claimsFunction.functionArn),
      ServiceTimeout: '300',
      Registration: expect.anything(),
    });
    expect(attributes).toEqual({ Type: 'Custom::ReplicaEndpointDns', DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(registration(stack, { Group: 'orders', ReplicationGroupNotificationsF9EBBB3D: 'topic' })).toEqual({
      hostedZoneId: 'Z1',
      zoneName: 'example.internal',
      prefix: 'read',
      reconciler: 'queue',
      replicationGroupId: 'orders',
      ttl: 10,
      whenNoReplica: 'PRIMARY',
      adoptExisting: false,
      retain: false,
      topicArn: 'topic',
    });
  });

  test('registers every option', () => {
    const stack = givenStack();
    givenNames(stack, {
      replicationGroup: CfnReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'Orders'),
      cnamePrefix: 'ReadOnly.Orders',
      ttl: Duration.minutes(1),
      endpointCount: 12,
      whenNoReplica: WhenNoReplica.KEEP,
      adoptExisting: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    expect(registration(stack)).toEqual({
      hostedZoneId: 'Z1',
      zoneName: 'example.internal',
      prefix: 'readonly.orders',
      reconciler: 'queue',
      replicationGroupId: 'Orders',
      ttl: 60,
      endpointCount: 12,
      whenNoReplica: 'KEEP',
      adoptExisting: true,
      retain: true,
    });
  });

  test('goes before the group and the zone, since it names them', () => {
    const stack = givenStack();
    givenNames(stack, { hostedZone: new PrivateHostedZone(stack, 'Zone', { zoneName: 'example.internal', vpc: new Vpc(stack, 'Vpc') }) });
    const named = JSON.stringify(onlyResource(stack, 'Custom::ReplicaEndpointDns').properties.Registration);
    expect(named).toContain(`{"Ref":"${onlyResource(stack, 'AWS::Route53::HostedZone').logicalId}"}`);
    expect(named).toContain(`{"Ref":"${onlyResource(stack, 'AWS::ElastiCache::ReplicationGroup').logicalId}"}`);
  });

  test('takes a ttl and a zone name that are not known at synth', () => {
    const stack = givenStack();
    const [ttl, zoneName] = [new CfnParameter(stack, 'Ttl', { type: 'Number' }), new CfnParameter(stack, 'ZoneName')];
    givenNames(stack, { ttl: Duration.seconds(ttl.valueAsNumber), hostedZone: givenZone(stack, zoneName.valueAsString) });
    expect(registration(stack, { Group: 'orders', ReplicationGroupNotificationsF9EBBB3D: 'topic', Ttl: '20', ZoneName: 'example.internal' })).toMatchObject(
      { ttl: 20, zoneName: 'example.internal' });
  });
});

describe('a name', () => {
  test('is a plain text in another stack, which depends on that of the claim: no export carries the logical id of the claim', () => {
    const stack = givenStack();
    const other = new Stack(App.of(stack)!, 'Other');
    new CfnOutput(other, 'Name', { value: givenNames(stack).endpointName(2) });
    const assembly = (App.of(stack) as App).synth();
    expect(assembly.getStackByName('Other').template.Outputs.Name.Value).toBe('read2.example.internal');
    expect(assembly.getStackByName(stack.stackName).template.Outputs).toBeUndefined();
    expect(other.dependencies).toEqual([stack]);
  });


  test('ends with an attribute of the claim, so that whatever uses it waits for it, and answers stay short', () => {
    const stack = givenStack();
    new CfnOutput(stack, 'Name', { value: givenNames(stack).endpointName(2) });
    expect(stack.resolve((stack.node.findChild('Name') as CfnOutput).value)).toEqual({
      'Fn::Join': ['', ['read2.', { 'Fn::GetAtt': [onlyResource(stack, 'Custom::ReplicaEndpointDns').logicalId, 'ZoneName'] }]],
    });
  });

  test('that is asked for is registered, so that a deployment that would not have it is refused', () => {
    const stack = givenStack();
    const readers = givenNames(stack, { endpointCount: 5 });
    for (const number of [2, 4, 3]) readers.endpointName(number);
    expect(registration(stack, { Group: 'orders', ReplicationGroupNotificationsF9EBBB3D: 'topic' }).highestName).toBe(4);
  });
});

test('names have metrics of their own', () => {
  const readers = givenNames(givenStack(), { cnamePrefix: 'Read.Orders' });
  for (const metric of [readers.metricNamesMoved(), readers.metricClaimPasses()]) {
    expect(metric).toMatchObject({ namespace: 'ReplicaEndpointDns', statistic: 'Sum', dimensions: { Claim: 'read.orders' } });
  }
  expect(readers.metricNamesMoved({ statistic: 'Maximum' })).toMatchObject({ metricName: 'NamesMoved', statistic: 'Maximum' });
  expect(readers.metricClaimPasses().metricName).toBe('ClaimPasses');
});

describe('refused is', () => {
  test.each([[Duration.millis(1500), '1.5'], [Duration.seconds(0), '0'], [Duration.seconds(3601), '3601']])('a ttl of %s', (ttl, seconds) => {
    expect(refusal(() => givenNames(givenStack(), { ttl }))).toBe(`ttl must be a whole number of seconds from 1 to 3600, got: ${seconds}`);
  });

  test.each([0, 51, 2.5])('an endpointCount of %s', (endpointCount) => {
    expect(refusal(() => givenNames(givenStack(), { endpointCount }))).toBe(
      `endpointCount must be a whole number of names from 1 to 50, got: ${endpointCount}`);
  });

  test('an endpointCount that is not known at synth', () => {
    const stack = givenStack();
    const endpointCount = new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber;
    expect(refusal(() => givenNames(stack, { endpointCount }))).toBe('endpointCount must be known at synth, got: a token; write it out');
  });

  test('a removalPolicy that names can not have', () => {
    expect(refusal(() => givenNames(givenStack(), { removalPolicy: RemovalPolicy.SNAPSHOT }))).toBe(
      "removalPolicy must be DESTROY or RETAIN, got: 'snapshot'; use RETAIN to leave the names in the zone");
  });
});

describe('a zone', () => {
  test('that everybody can ask is taken with a warning', () => {
    const stack = givenStack();
    givenNames(stack, { hostedZone: new PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' }) });
    expect(warnings(stack)).toEqual([
      'the hosted zone example.com is public: everybody can read the names and the ids of the nodes and of the replication group behind them; '
      + 'use a PrivateHostedZone, which is where the nodes can be reached from [ack: cdk-replica-endpoint-dns:publicZone]',
    ]);
  });

  test('that is private is taken without', () => {
    const stack = givenStack();
    givenNames(stack, { hostedZone: new PrivateHostedZone(stack, 'Zone', { zoneName: 'example.internal', vpc: new Vpc(stack, 'Vpc') }) });
    expect(warnings(stack)).toEqual([]);
  });
});

/** What the claim registers, with values for the references in it. */
function registration(stack: Stack, references: Record<string, string> = {}) {
  const property = onlyResource(stack, 'Custom::ReplicaEndpointDns').properties.Registration;
  const parts: (string | { 'Ref'?: string; 'Fn::GetAtt'?: string[] })[] = typeof property === 'string' ? [property] : property['Fn::Join'][1];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : part.Ref === undefined ? 'queue' : references[part.Ref])).join(''));
}
