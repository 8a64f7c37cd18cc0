import { Template } from 'aws-cdk-lib/assertions';
import { typicalStack } from './typical-app';
import { givenApp } from '../given';

test('no logical id of a typical stack ever changes: CloudFormation would replace the resource', () => {
  const { Resources } = Template.fromStack(typicalStack(givenApp())).toJSON() as { Resources: Record<string, { Type: string }> };
  expect(Object.entries(Resources).map(([id, { Type }]) => `${Type} ${id}`).sort()).toEqual([
    'AWS::CloudWatch::Alarm CartsReadersNotLookedAfter38BE39D1',
    'AWS::CloudWatch::Alarm OrdersReadersNotLookedAfter8388FF79',
    'AWS::CloudWatch::Alarm ZoneReconcilerOrdersZoneContestedNamesB5E0E603',
    'AWS::CloudWatch::Alarm ZoneReconcilerOrdersZoneDeadLetters21D45014',
    'AWS::CloudWatch::Alarm ZoneReconcilerOrdersZoneNoPassSucceededC8E0122E',
    'AWS::CloudWatch::Alarm ZoneReconcilerOrdersZonePassesFailedA490FC59',
    'AWS::CloudWatch::Alarm ZoneReconcilerOrdersZoneTopicFaults5778C7CA',
    'AWS::ElastiCache::ReplicationGroup CartsGroup',
    'AWS::ElastiCache::ReplicationGroup OrdersGroup',
    'AWS::IAM::Policy ZoneReconcilerOrdersZoneClaimsPolicy174EF9B4',
    'AWS::IAM::Policy ZoneReconcilerOrdersZoneReconcilerPolicy2DC79C1C',
    'AWS::IAM::Policy ZoneReconcilerOrdersZoneSweepPolicyEDFA45D9',
    'AWS::IAM::Role ZoneReconcilerOrdersZoneClaimsRoleCE74A310',
    'AWS::IAM::Role ZoneReconcilerOrdersZoneReconcilerRole6D847303',
    'AWS::IAM::Role ZoneReconcilerOrdersZoneSweepRoleCD589C31',
    'AWS::Lambda::EventInvokeConfig ZoneReconcilerOrdersZoneClaimsEventInvokeConfigD5BC5207',
    'AWS::Lambda::EventSourceMapping ZoneReconcilerOrdersZoneWakeUps68F00AAE',
    'AWS::Lambda::Function ZoneReconcilerOrdersZoneClaims28466D02',
    'AWS::Lambda::Function ZoneReconcilerOrdersZoneReconcilerA41AD7CE',
    'AWS::Logs::LogGroup ZoneReconcilerOrdersZoneLogGroup91E5AAFA',
    'AWS::Route53::HostedZone ZoneA5DE4B68',
    'AWS::SNS::Subscription ZoneReconcilerOrdersZoneSubscriptionOrdersReplicationGroupNotifications716CCADA',
    'AWS::SNS::Topic ReplicationGroupNotificationsF9EBBB3D',
    'AWS::SNS::TopicPolicy ReplicationGroupNotificationsPolicy7BD77444',
    'AWS::SQS::Queue ZoneReconcilerOrdersZoneDeadLetterQueue58916F59',
    'AWS::SQS::Queue ZoneReconcilerOrdersZoneQueueF2B9A1B4',
    'AWS::SQS::QueuePolicy ZoneReconcilerOrdersZoneDeadLetterQueuePolicyC8B4D478',
    'AWS::SQS::QueuePolicy ZoneReconcilerOrdersZoneQueuePolicyC5A6B967',
    'AWS::Scheduler::Schedule ZoneReconcilerOrdersZoneSweepSchedule617F755D',
    'Custom::ReplicaEndpointDns CartsReadersClaim2fefc6d383F25470',
    'Custom::ReplicaEndpointDns OrdersReadersClaim2fefc6d3BE61C31E',
  ]);
});
