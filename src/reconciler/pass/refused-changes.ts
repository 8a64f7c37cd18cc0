import { mentioned } from './mentioned';
import { claimText } from '../decide/claim-text';
import { Plan, Refused } from '../decide/plan';

/**
 * What Route 53 refused of one claim in a pass. A swap that was lost to another writer is refused in the same way, so that only the same refusal of the same changes
 * is believed, after all has been read again.
 *
 * | refused                                   | then                                                                                 |
 * |-------------------------------------------|--------------------------------------------------------------------------------------|
 * | moves                                     | they are tried again, against what is read                                            |
 * | the same moves again, names are mentioned | these names are left alone in this pass, and the others move                          |
 * | the same moves again, no name is mentioned | none of the claim's names can move                                                   |
 * | removals, and the claim is still the same | the names stay, and follow; each pass tries once                                      |
 */
export class RefusedChanges {
  private readonly names = new Map<string, string>();
  private moves?: string;
  private removals?: { readonly claim: string; readonly words: string };

  /** @param claim as it was found */
  asOf(claim: string): Refused {
    return { names: this.names, removals: this.removals?.claim === claim ? this.removals.words : undefined };
  }

  /** Whether there is another way to go. */
  refuseMoves({ changes }: Plan, error: Error): boolean {
    const what = JSON.stringify([changes, error.name, error.message]);
    if (this.moves !== what) {
      this.moves = what;
      return true;
    }
    const names = mentioned(error, changes.flatMap(({ record: { type, name } }) => (type === 'CNAME' ? [name] : [])));
    for (const name of names) this.names.set(name, wordsOf(error));
    return names.length > 0;
  }

  /** @param before the plan that the removals follow */
  refuseRemovals(before: Plan, error: Error): void {
    this.removals = { claim: claimText(before.claim), words: wordsOf(error) };
  }
}

export function wordsOf({ name, message }: Error): string {
  return `${name}: ${message}`;
}
