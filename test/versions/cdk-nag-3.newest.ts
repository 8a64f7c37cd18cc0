import * as nag from 'cdk-nag-3';
import { factsUnder } from '../policies/findings-of-nag';

const PACKS = {
  AwsSolutions: nag.AwsSolutionsChecks,
  NIST80053R5: nag.NIST80053R5Checks,
  NIST80053R4: nag.NIST80053R4Checks,
  Serverless: nag.ServerlessChecks,
  HIPAASecurity: nag.HIPAASecurityChecks,
  PCIDSS321: nag.PCIDSS321Checks,
};

describe('under cdk-nag 3', () => {
  factsUnder({
    packs: Object.keys(PACKS),
    find: (pack, stack) => new PACKS[pack as keyof typeof PACKS]().validateScope(stack).violations.flatMap(
      ({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`)),
    acknowledged: (resource) => resource.node.metadata
      .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([rule, reason]) => ({ rule: rule.replace('Annotation::', ''), reason })),
  });
});
