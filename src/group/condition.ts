import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Fault } from '../synth/refuse';
import { templateResource } from '../synth/template-properties';

/** Why a group is refused for its condition: it is a name in one template, and says nothing in another. */
export function conditionFault(group: CfnReplicationGroup, names: IConstruct): Fault {
  if (conditionOf(group) === undefined || Stack.of(group) === Stack.of(names)) return undefined;
  return 'a replicationGroup with a condition must be in the stack of the names, since a condition holds in its own stack only, '
    + `got: ${group.node.path} for ${names.node.path}; define the names in the stack of the group`;
}

/** Gives what names consist of the condition of their group: without the group there is nothing to claim, and nothing to miss. */
export function shareCondition(group: CfnReplicationGroup, names: IConstruct) {
  const { condition } = group.cfnOptions;
  if (!condition) return;
  for (const each of names.node.findAll()) if (CfnResource.isCfnResource(each)) each.cfnOptions.condition = condition;
}

/** Why a group is refused whose condition is not that of its names, once nothing can change any more. */
export function changedConditionFault(group: CfnReplicationGroup, claim: CfnResource): Fault {
  const [ofGroup = 'none', ofClaim = 'none'] = [group, claim].map(conditionOf);
  if (ofGroup === ofClaim) return undefined;
  return `the condition of ${group.node.path} was changed after its names were defined, got: ${ofGroup} instead of ${ofClaim}; set it before`;
}

function conditionOf(resource: CfnResource): string | undefined {
  return templateResource(resource).Condition;
}
