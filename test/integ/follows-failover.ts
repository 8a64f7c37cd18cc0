import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { Duration } from 'aws-cdk-lib/core';
import { ReplicaEndpointDns } from '../../src';

const FROM_RECORD = 'read1.replica-endpoint-dns.internal';

/** Asserts that two names are there after the deployment, and that one of them leaves the replica that a failover promotes. */
export function followsFailover(integ: IntegTest, names: ReplicaEndpointDns, replicationGroupId: string, withinMinutes: number) {
  const { hostedZone, logGroup, reconcilerFunction } = names.reconciler;
  const deployed = integ.assertions.awsApiCall('Route53', 'listResourceRecordSets', {
    HostedZoneId: hostedZone.hostedZoneId, StartRecordName: FROM_RECORD, StartRecordType: 'CNAME',
  }).expect(ExpectedResult.objectLike({
    ResourceRecordSets: Match.arrayWith(['read1', 'read2'].map((name) => Match.objectLike({ Name: `${name}.replica-endpoint-dns.internal.`, Type: 'CNAME' }))),
  }));
  const failover = integ.assertions.awsApiCall('ElastiCache', 'testFailover', { ReplicationGroupId: replicationGroupId, NodeGroupId: '0001' });
  const moved = integ.assertions.awsApiCall('CloudWatchLogs', 'filterLogEvents', { logGroupName: logGroup.logGroupName, filterPattern: '"became primary"' })
    .expect(ExpectedResult.objectLike({ events: Match.arrayWith([Match.objectLike({ message: Match.stringLikeRegexp('because .* became primary') })]) }))
    .waitForAssertions({ totalTimeout: Duration.minutes(withinMinutes), interval: Duration.seconds(15) });
  const settled = integ.assertions.invokeFunction({ functionName: reconcilerFunction.functionName, payload: JSON.stringify({ action: 'plan' }) })
    .expect(ExpectedResult.objectLike({ StatusCode: 200, Payload: Match.stringLikeRegexp('"changes":\\[\\]') }));
  deployed.next(failover).next(moved).next(settled);
}
