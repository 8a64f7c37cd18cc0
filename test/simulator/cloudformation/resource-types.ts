import { NotModelled } from '../not-modelled';
import { ResourceType } from './resource-type';
import { cdkMetadata } from './resources/cdk-metadata';
import { cloudwatchAlarm } from './resources/cloudwatch-alarm';
import { customResource } from './resources/custom-resource';
import { elasticacheReplicationGroup } from './resources/elasticache-replication-group';
import { elasticacheSubnetGroup } from './resources/elasticache-subnet-group';
import { iamManagedPolicy } from './resources/iam-managed-policy';
import { iamPolicy } from './resources/iam-policy';
import { iamRole } from './resources/iam-role';
import { lambdaEventInvokeConfig } from './resources/lambda-event-invoke-config';
import { lambdaEventSourceMapping } from './resources/lambda-event-source-mapping';
import { lambdaFunction } from './resources/lambda-function';
import { logsLogGroup } from './resources/logs-log-group';
import { route53HostedZone } from './resources/route53-hosted-zone';
import { schedulerSchedule } from './resources/scheduler-schedule';
import { snsSubscription } from './resources/sns-subscription';
import { snsTopic } from './resources/sns-topic';
import { snsTopicPolicy } from './resources/sns-topic-policy';
import { sqsQueue } from './resources/sqs-queue';
import { sqsQueuePolicy } from './resources/sqs-queue-policy';
import { testFails } from './resources/test-fails';

const TYPES: Record<string, ResourceType> = {
  'AWS::CDK::Metadata': cdkMetadata,
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::CloudWatch::Alarm': cloudwatchAlarm,
  'AWS::ElastiCache::ReplicationGroup': elasticacheReplicationGroup,
  'AWS::ElastiCache::SubnetGroup': elasticacheSubnetGroup,
  'AWS::IAM::ManagedPolicy': iamManagedPolicy,
  'AWS::IAM::Policy': iamPolicy,
  'AWS::IAM::Role': iamRole,
  'AWS::Lambda::EventInvokeConfig': lambdaEventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': lambdaEventSourceMapping,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Logs::LogGroup': logsLogGroup,
  'AWS::Route53::HostedZone': route53HostedZone,
  'AWS::SNS::Subscription': snsSubscription,
  'AWS::SNS::Topic': snsTopic,
  'AWS::SNS::TopicPolicy': snsTopicPolicy,
  'AWS::SQS::Queue': sqsQueue,
  'AWS::SQS::QueuePolicy': sqsQueuePolicy,
  'AWS::Scheduler::Schedule': schedulerSchedule,
  'Test::Fails': testFails,
};

export function resourceType(name: string): ResourceType {
  const type = name.startsWith('Custom::') ? customResource : TYPES[name];
  if (!type) throw new NotModelled(`the resource type ${name}`);
  return type;
}

export function isCustom(name: string) {
  return resourceType(name) === customResource;
}
