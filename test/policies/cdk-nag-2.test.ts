import { App, Aspects, Stack } from 'aws-cdk-lib/core';
import * as nag from 'cdk-nag';
import { factsUnder } from './findings-of-nag';
import { everyOption, givenCheckedStack } from './given-checked-stack';
import { nagLogger } from '../nag-logger';

const PACKS = {
  AwsSolutions: nag.AwsSolutionsChecks,
  NIST80053R5: nag.NIST80053R5Checks,
  NIST80053R4: nag.NIST80053R4Checks,
  Serverless: nag.ServerlessChecks,
  HIPAASecurity: nag.HIPAASecurityChecks,
  PCIDSS321: nag.PCIDSS321Checks,
};

interface Suppression {
  readonly id: string;
  readonly applies_to?: string[];
  readonly reason: string;
}

describe('under cdk-nag 2', () => {
  factsUnder({
    packs: Object.keys(PACKS),
    find,
    acknowledged: (resource) => {
      const { rules_to_suppress: suppressed = [] } = (resource.getMetadata('cdk_nag') ?? {}) as { rules_to_suppress?: Suppression[] };
      return suppressed.map(({ id, applies_to: [finding] = [], reason }) => ({ rule: finding ? `${id}[${finding}]` : id, reason }));
    },
  });

  test('what the user suppresses stands beside what we acknowledge', () => {
    const stack = givenCheckedStack((scope) => ({ ...everyOption(scope), vpc: undefined }));
    const reconciler = stack.node.findChild('Writer').node.findChild('Reconciler');
    nag.NagSuppressions.addResourceSuppressions(reconciler, [{ id: 'NIST.800.53.R5-LambdaInsideVPC', reason: 'decided by the security team' }]);
    expect(find('NIST80053R5', stack)).toEqual([]);
  });
});

function find(pack: string, stack: Stack): string[] {
  const found: string[] = [];
  const logger = nagLogger((rule, path) => found.push(`${rule} at ${path}`));
  Aspects.of(stack).add(new PACKS[pack as keyof typeof PACKS]({ reports: false, additionalLoggers: [logger] }));
  (stack.node.root as App).synth({ force: true }); // one stack may be looked at by several packs.
  return found;
}
