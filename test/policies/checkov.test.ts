import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { everyOption, givenCheckedStack } from './given-checked-stack';

// test:examples has checkov itself look.
const page = readFileSync(join(__dirname, '../../docs/your-organisation.md'), 'utf8');

test('the checks of checkov that are skipped in a template are those of the page, each with a reason', () => {
  const { Resources } = Template.fromStack(givenCheckedStack(everyOption)).toJSON() as { Resources: Record<string, Resource> };
  const skipped = Object.values(Resources).flatMap(({ Metadata }) => Metadata?.checkov?.skip ?? []);
  for (const { comment } of skipped) expect(comment).toMatch(/^\S.{20,}/);
  const told = [...page.matchAll(/^\| (CKV_[^|]*) \|/gm)].flatMap(([, ids]) => ids.split(', '));
  expect([...new Set(skipped.map(({ id }) => id))].sort()).toEqual(told.sort());
});

interface Resource {
  readonly Metadata?: { readonly checkov?: { readonly skip: { readonly id: string; readonly comment: string }[] } };
}
