import { Choices } from './choices';

/** How often things go wrong in one run, over all its stacks. */
export class Disturbances {
  /** How many there were. */
  count = 0;

  constructor(private readonly most: number, private readonly choices: Choices) {}

  /** Whether something goes wrong here, and how: undefined when all goes well. */
  one<Way>(...ways: readonly Way[]): Way | undefined {
    if (this.count === this.most) return undefined;
    const way = this.choices.oneOf(undefined, ...ways);
    if (way !== undefined) this.count += 1;
    return way;
  }
}
