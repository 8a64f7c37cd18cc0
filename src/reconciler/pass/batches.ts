import { Plan } from '../decide/plan';
import { Change } from '../decide/record';

/** A claim's plan that has something to write. */
export interface Planned {
  readonly prefix: string;
  readonly plan: Plan;
  /** When the view of the group that it was made of was asked for. */
  readonly asOf: number;
}

/**
 * Route 53 takes 1,000 elements and 32,000 characters of values in a batch.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets
 */
const MOST_CHANGES = 1_000;
const MOST_CHARACTERS = 32_000;

/** As few batches as the limits allow; a claim is never split. */
export function batches(planned: readonly Planned[]): Planned[][] {
  const filled: Planned[][] = [];
  let changes = Infinity;
  let characters = Infinity;
  for (const each of planned) {
    const added = each.plan.changes.length;
    const length = each.plan.changes.reduce((sum, change) => sum + valueLength(change), 0);
    if (changes + added > MOST_CHANGES || characters + length > MOST_CHARACTERS) {
      filled.push([]);
      changes = 0;
      characters = 0;
    }
    filled.at(-1)!.push(each);
    changes += added;
    characters += length;
  }
  return filled;
}

function valueLength({ record }: Change): number {
  return record.values.reduce((sum, value) => sum + value.length, 0);
}
