import { CfnResource } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** Rules of checkers that a resource breaks on purpose, and why. */
export interface Acknowledgement {
  /** Of cdk-nag. One that finds several things in a resource is named with the finding: `Rule[Finding]`. */
  readonly rules: string[];
  /** Of checkov. */
  readonly checkov?: string[];
  readonly reason: string;
}

// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Validations.html#static-acknowledgedwbrulesquotmetadatawbkey, which the floor does not have yet.
const ACKNOWLEDGED_RULES = 'aws:cdk:acknowledged-rules';

/** Tells cdk-nag, without a dependency on it: version 2 reads the metadata of the resource, version 3 those of the construct. Checkov reads the template. */
export function acknowledge(construct: IConstruct, ...acknowledgements: Acknowledgement[]) {
  const resource = (construct.node.defaultChild ?? construct) as CfnResource;
  const rules = acknowledgements.flatMap(({ rules: named, reason }) => named.map((rule) => ({ rule, reason })));
  addMetadata(resource, 'cdk_nag', 'rules_to_suppress', rules.map(({ rule, reason }) => ({ ...ruleAndFinding(rule), reason })));
  for (const { rule, reason } of rules) resource.node.addMetadata(ACKNOWLEDGED_RULES, { [`Annotation::${rule}`]: reason });
  // https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html
  addMetadata(resource, 'checkov', 'skip', acknowledgements.flatMap(({ checkov = [], reason }) => checkov.map((id) => ({ id, comment: reason }))));
}

function addMetadata(resource: CfnResource, checker: string, key: string, entries: object[]) {
  if (entries.length > 0) resource.addMetadata(checker, { [key]: [...resource.getMetadata(checker)?.[key] ?? [], ...entries] });
}

function ruleAndFinding(rule: string) {
  const [, id, finding] = /^([^[]+)(?:\[(.*)\])?$/.exec(rule)!;
  return finding === undefined ? { id } : { id, applies_to: [finding] };
}
