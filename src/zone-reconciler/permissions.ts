import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { ArnFormat, IResolvable, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { anyNamePatterns, NEVER_OURS } from '../names/name-patterns';
import { zoneNameOf } from '../names/zone';

const RECORD_NAMES = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
const RECORD_TYPES = 'route53:ChangeResourceRecordSetsRecordTypes';
const ACTIONS = 'route53:ChangeResourceRecordSetsActions';

/** To take wake-ups off the queue. Lambda takes them in the name of the function's role. */
export function receiveWakeUps(queue: IQueue): PolicyStatement {
  return new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });
}

export function sendWakeUps(queue: IQueue): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
}

/** Events have no resource, and one list serves all groups where resources would need a request for each. */
export function describeGroups(): PolicyStatement {
  return new PolicyStatement({
    actions: ['elasticache:DescribeReplicationGroups', 'elasticache:DescribeCacheClusters', 'elasticache:DescribeEvents'],
    resources: ['*'],
  });
}

export function listRecords(hostedZone: IHostedZone): PolicyStatement {
  return new PolicyStatement({ actions: ['route53:ListResourceRecordSets'], resources: [hostedZone.hostedZoneArn] });
}

/**
 * To create and delete CNAMEs and claims of the given names. One statement for all of them: IAM judges a request by one statement at a time,
 * and a change batch may hold names of several claims. So types can't be told apart by name: a TXT record may be written under the name of an endpoint.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
export function changeNames(hostedZone: IHostedZone, names: IResolvable | string[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['route53:ChangeResourceRecordSets'],
    resources: [hostedZone.hostedZoneArn],
    conditions: {
      'ForAllValues:StringEquals': { [RECORD_TYPES]: ['CNAME', 'TXT'], [ACTIONS]: ['CREATE', 'DELETE'] },
      'ForAllValues:StringLike': { [RECORD_NAMES]: names },
      // ForAllValues is also true of a request that has no such key.
      'Null': { [RECORD_TYPES]: 'false', [ACTIONS]: 'false', [RECORD_NAMES]: 'false' },
    },
  });
}

/** The same for names of any prefix, which can be told by what they look like only. */
export function changeAnyNames(hostedZone: IHostedZone): PolicyStatement[] {
  return [
    changeNames(hostedZone, anyNamePatterns(zoneNameOf(hostedZone))),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['route53:ChangeResourceRecordSets'],
      resources: [hostedZone.hostedZoneArn],
      conditions: { 'ForAnyValue:StringLike': { [RECORD_NAMES]: NEVER_OURS } },
    }),
  ];
}

/** To compare the zone's name with the one the names were made of, and to wait until its servers know a change. */
export function followChanges(scope: IConstruct, hostedZone: IHostedZone): PolicyStatement[] {
  const changes = Stack.of(scope).formatArn({
    service: 'route53', region: '', account: '', resource: 'change', resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  return [
    new PolicyStatement({ actions: ['route53:GetHostedZone'], resources: [hostedZone.hostedZoneArn] }),
    new PolicyStatement({ actions: ['route53:GetChange'], resources: [changes] }),
  ];
}

export function writeLogs(logGroup: ILogGroup): PolicyStatement {
  return new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
}

/**
 * For Lambda to keep a function's network interfaces in a VPC.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
 */
export function keepNetworkInterfaces(): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
}

/** For Lambda to send a function's traces: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html. */
export function sendTraces(): PolicyStatement {
  return new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] });
}

/**
 * For Lambda to hand over, to a queue or a topic, asynchronous invocations that failed.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export function takeDeadLetters(arn: string): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage', 'sns:Publish'], resources: [arn] });
}
