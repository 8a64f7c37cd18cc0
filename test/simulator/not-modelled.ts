/**
 * The simulated AWS is asked for something it knows nothing of. Real AWS may well know it: a story that gets here needs the rule
 * added, never a guess.
 */
export class NotModelled extends Error {
  constructor(what: string) {
    super(`the simulator does not model ${what}: add it, with the AWS page it comes from, or do without it`);
    this.name = 'NotModelled';
  }
}
