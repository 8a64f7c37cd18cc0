import { Policy } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';

/** What all inline policies of a role may have together. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html. */
const LARGEST = 10_240;

/** What is left of it for names. The rest is statements whose length is about the same for all reconcilers. */
export const ROOM_FOR_NAMES = LARGEST - 3_000;

/** What stands for a value that is known when it is deployed. */
const UNKNOWN = 'x'.repeat(32);

/** Why the names of a reconciler are too many, if they are: its role's policy holds them all. */
export function policySizeFault(policy: Policy, prefixes: number): string | undefined {
  const size = JSON.stringify(deployed(Stack.of(policy).resolve(policy.document))).length;
  if (size <= LARGEST) return undefined;
  return `a reconciler can change no more names than its policy can hold in ${LARGEST} characters, got: about ${size} for ${prefixes} prefixes; `
    + 'make a second ZoneReconciler and pass it as reconciler to some of the constructs, or use shorter prefixes';
}

function deployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deployed);
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner] = [], ...more] = Object.entries(value);
  if (more.length === 0 && key === 'Fn::Join') return inner[1].map(deployed).join(inner[0]);
  if (more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'))) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, deployed(each)]));
}
