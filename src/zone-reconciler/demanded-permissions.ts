import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, Function } from 'aws-cdk-lib/aws-lambda';
import { AspectPriority, Aspects, Token } from 'aws-cdk-lib/core';
import { keepNetworkInterfaces, sendTraces, takeDeadLetters } from './permissions';
import { acknowledge } from '../nag/acknowledge';
import { KEEPS_NETWORK_INTERFACES } from '../nag/acknowledged-rules';
import { templateProperties } from '../synth/template-properties';

/**
 * Allows a function what Lambda refuses it for otherwise, as it is in the end: an option, a property injector or an aspect of an organisation may have changed it.
 */
export function allowWhatIsDemanded(ofFunction: Function, policy: Policy) {
  const resource = ofFunction.node.defaultChild as CfnFunction;
  let done = false;
  Aspects.of(ofFunction).add({
    visit: (construct) => {
      if (done || construct !== resource) return;
      policy.addStatements(...demandedPermissions(resource));
      if (templateProperties(resource).VpcConfig) acknowledge(policy, KEEPS_NETWORK_INTERFACES);
      done = true;
    },
    // after those that change the function, and before those that only look at it.
  }, { priority: AspectPriority.READONLY - 1 });
}

/**
 * | the function has              | Lambda, in its name, must be able to |
 * |-------------------------------|--------------------------------------|
 * | a place in a VPC              | keep its network interfaces          |
 * | active tracing                | send the traces                      |
 * | a target for its dead letters | send or publish them to it           |
 */
function demandedPermissions(resource: CfnFunction): PolicyStatement[] {
  const properties = templateProperties(resource) as Record<string, { Mode?: string; TargetArn?: unknown } | undefined>;
  const { VpcConfig, TracingConfig, DeadLetterConfig } = properties;
  // as it was set, if it was: a reference to another stack can't be taken from the template yet.
  const { targetArn = DeadLetterConfig?.TargetArn } = resource.deadLetterConfig as CfnFunction.DeadLetterConfigProperty | undefined ?? {};
  return [
    ...VpcConfig ? [keepNetworkInterfaces()] : [],
    ...TracingConfig?.Mode === 'Active' ? [sendTraces()] : [],
    ...targetArn ? [takeDeadLetters(Token.asString(targetArn))] : [],
  ];
}
