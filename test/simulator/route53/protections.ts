import { canonicalName } from './domain-name';
import { Wording } from './guardrails';
import { CheckedChange } from './proposed-change';

/**
 * The record set protections of a hosted zone, of any tier: no record of a protected name and type is created, updated or deleted,
 * whoever asks, whether one exists or not, and whatever its set identifier.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/rrset-protection.html
 */
export class Protections {
  private readonly comments = new Map<string, string | undefined>();

  get size(): number {
    return this.comments.size;
  }

  /** Route 53 quotes the comment whenever it refuses a change because of this protection. */
  add(name: string, type: string, comment?: string): void {
    const key = keyOf(canonicalName(name), type);
    if (this.comments.has(key)) throw new Error(`there is a protection of ${type} ${name} already`);
    this.comments.set(key, comment);
  }

  remove(name: string, type: string): void {
    if (!this.comments.delete(keyOf(canonicalName(name), type))) throw new Error(`no protection of ${type} ${name} to remove`);
  }

  /** What they have against the batch. That each protected record is named and the comment quoted is documented; the words are not. */
  problems(changes: readonly CheckedChange[], wording: Wording): string[] {
    const touched = new Map(changes.map(({ record: { name, type } }) => [keyOf(name, type), { name, type }]));
    return [...touched].filter(([key]) => this.comments.has(key)).map(([key, { name, type }]) => {
      const comment = this.comments.get(key);
      const which = wording === 'quoted' ? `Resource record set [name='${name}', type='${type}']` : `The ${type} record ${name.slice(0, -1)}`;
      return `${which} is protected${comment === undefined ? '' : ` (${comment})`} and cannot be created, updated, or deleted. Delete its protection first.`;
    });
  }
}

function keyOf(name: string, type: string): string {
  return `${type} ${name}`;
}
