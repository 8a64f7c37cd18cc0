import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup, CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { App, Stack, StackProps } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ReplicaEndpointDns, ReplicaEndpointDnsProps } from '../src';

export function givenApp(): App {
  return new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true } });
}

export function givenStack(id = 'Orders', props?: StackProps): Stack {
  return new Stack(givenApp(), id, props);
}

/** A primary and two replicas, unless the properties say otherwise. */
export function givenGroup(scope: Construct, props: Partial<CfnReplicationGroupProps> = { numCacheClusters: 3 }, id = 'Group'): CfnReplicationGroup {
  return new CfnReplicationGroup(scope, id, { replicationGroupDescription: 'orders', ...props });
}

export function givenZone(scope: Construct, zoneName = 'example.internal', hostedZoneId = 'Z1'): IHostedZone {
  return HostedZone.fromHostedZoneAttributes(scope, `Zone${scope.node.children.length}`, { hostedZoneId, zoneName });
}

/** The names `read1.example.internal` and so on, of a group that is made for them unless one is given. */
export function givenNames(scope: Construct, props: Partial<ReplicaEndpointDnsProps> = {}, id = 'Readers'): ReplicaEndpointDns {
  return new ReplicaEndpointDns(scope, id, {
    replicationGroup: props.replicationGroup ?? givenGroup(scope),
    hostedZone: props.hostedZone ?? givenZone(scope),
    cnamePrefix: 'read',
    ...props,
  });
}

/** The whole message of the error. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

/** The whole messages of the faults that are found when everything is defined. */
export function refusalsAtSynth(stack: Stack): string[] {
  const [title, ...lines] = refusal(() => Template.fromStack(stack)).split('\n');
  if (title !== 'Validation failed with the following errors:') throw new Error(`something else was refused: ${title}`);
  return lines.map((line) => line.replace(/^ *\[[^\]]*\] /, ''));
}

/** All but that alarms tell nobody, which is said of every app that gives them no action. */
export function warnings(stack: Stack): string[] {
  return allWarnings(stack).filter((warning) => !warning.endsWith('[ack: cdk-replica-endpoint-dns:noAlarmAction]'));
}

export function allWarnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
}

/** The only resource of a type whose logical id holds the word: its properties, and what it depends on. */
export function onlyResource(stack: Stack, type: string, word = '') {
  const found = Object.entries(Template.fromStack(stack).findResources(type)).filter(([id]) => id.includes(word));
  if (found.length !== 1) throw new Error(`expected one ${type}, got: ${found.map(([id]) => id)}`);
  const [[logicalId, { Properties: properties, DependsOn: dependsOn = [], ...attributes }]] = found;
  return { logicalId, properties, dependsOn: dependsOn as string[], attributes };
}

export function countOf(stack: Stack, type: string): number {
  return Object.keys(Template.fromStack(stack).findResources(type)).length;
}
