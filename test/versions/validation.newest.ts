import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { givenGroup, givenNames } from '../given';

const { CDK_VALIDATION } = process.env;

beforeAll(() => {
  delete process.env.CDK_VALIDATION;
});

afterAll(() => {
  process.env.CDK_VALIDATION = CDK_VALIDATION;
});

describe('the validation that comes with aws-cdk-lib', () => {
  test('finds nothing in a template of ours', () => {
    const group = { numCacheClusters: 3, automaticFailoverEnabled: true };
    expect(found((stack) => givenNames(stack, { replicationGroup: givenGroup(stack, group) }))).toEqual([]);
  });

  test('is at work: it finds a property that does not exist', () => {
    expect(found((stack) => new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue', properties: { Delay: 1 } }))).not.toEqual([]);
  });
});

/** The names of the rules that a stack breaks. */
function found(define: (stack: Stack) => unknown): string[] {
  const app = new App({ analyticsReporting: false });
  define(new Stack(app, 'Orders'));
  const { directory } = app.synth();
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
  return pluginReports.flatMap(({ violations }: { violations: { ruleName: string }[] }) => violations.map(({ ruleName }) => ruleName));
}
