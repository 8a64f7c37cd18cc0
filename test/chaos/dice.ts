import { createHash } from 'node:crypto';
import { seededRandom } from '../demo/seeded-random';

/** Chance that is the same for the same key: what each part of the world draws does not depend on who else draws, or when. */
export class Dice {
  /** From 0 to 1, without 1. */
  readonly next: () => number;

  constructor(private readonly key: string) {
    this.next = seededRandom(createHash('sha256').update(key).digest().readUInt32BE());
  }

  /** Dice of their own for a part of the world. */
  of(...parts: readonly (string | number)[]): Dice {
    return new Dice([this.key, ...parts].join('|'));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)];
  }
}
