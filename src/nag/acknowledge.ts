import { CfnResource } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** Rules of cdk-nag that a resource breaks on purpose, and why. A rule that finds several things in a resource is named with the finding: `Rule[Finding]`. */
export interface Acknowledgement {
  readonly rules: string[];
  readonly reason: string;
}

// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Validations.html#static-acknowledgedwbrulesquotmetadatawbkey, which the floor does not have yet.
const ACKNOWLEDGED_RULES = 'aws:cdk:acknowledged-rules';

/** Tells cdk-nag, without a dependency on it: version 2 reads the metadata of the resource, version 3 those of the construct. */
export function acknowledge(construct: IConstruct, ...acknowledgements: Acknowledgement[]) {
  const resource = (construct.node.defaultChild ?? construct) as CfnResource;
  const rules = acknowledgements.flatMap(({ rules: named, reason }) => named.map((rule) => ({ rule, reason })));
  const { rules_to_suppress: before = [] } = resource.getMetadata('cdk_nag') ?? {};
  resource.addMetadata('cdk_nag', { rules_to_suppress: [...before, ...rules.map(({ rule, reason }) => ({ ...ruleAndFinding(rule), reason }))] });
  for (const { rule, reason } of rules) resource.node.addMetadata(ACKNOWLEDGED_RULES, { [`Annotation::${rule}`]: reason });
}

function ruleAndFinding(rule: string) {
  const [, id, finding] = /^([^[]+)(?:\[(.*)\])?$/.exec(rule)!;
  return finding === undefined ? { id } : { id, applies_to: [finding] };
}
