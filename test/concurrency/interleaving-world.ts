import { Case } from './case';
import { ModelAws, QUEUE } from './model-aws';
import { Actor, Step, World } from './schedule';
// the very module that the bundle's handler wires to its clients (handler.lambda.ts -> queue.ts -> pass.ts): the bundle has no other pass.
import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { pass } from '../../src/reconciler/pass/pass';

const RECONCILER = fingerprint(QUEUE);
/** Seconds after which everything has settled: a removal is agreed on, and an old primary of which nothing is logged is believed again. */
const QUIET = [0, 61, 4 * 24 * 60 * 60, 1];

/** Reconcilers that run the real pass in one zone, while the group changes, time passes, and the claims function is at work. */
export function interleavings(given: Case): () => World {
  return () => new InterleavingWorld(given);
}

class InterleavingWorld implements World {
  readonly actors: Actor[];
  private readonly aws: ModelAws;

  constructor(private readonly given: Case) {
    this.aws = new ModelAws(given);
    const { deployments = [], pauses = [], history } = given;
    this.actors = [
      ...Array.from({ length: given.reconcilers }, (_, index) => this.reconciler(`R${index + 1}`)),
      ...deployments.map((deploy, index): Actor => ({ name: `D${index + 1}`, run: (step) => deploy(this.aws.worldOf(`D${index + 1}`, step)) })),
      { name: 'group', run: async (step) => { for (const _ of history.slice(1)) { await step('changes'); this.aws.changeGroup(); } } },
      ...pauses.map((seconds): Actor => ({ name: 'time', run: async (step) => { await step(`passes, ${seconds} s`); this.aws.now += seconds * 1_000; } })),
    ];
  }

  state(): string {
    return this.aws.state();
  }

  /** At the end, that quiet passes leave everything right; what can be seen before is watched at each write. */
  async check(finished: boolean): Promise<void> {
    this.aws.promises.holdSoFar();
    if (!finished) return;
    this.aws.promises.everyMoveIsToldOnce();
    const quiet = this.reconciler('R0');
    for (const seconds of QUIET) {
      this.aws.now += seconds * 1_000;
      await quiet.run(undisturbed);
    }
    this.aws.promises.holdSoFar();
    if (this.given.ends) this.given.ends(this.aws.zone);
    else for (const prefix of this.given.prefixes ?? ['read']) this.isRight(prefix);
  }

  private reconciler(name: string): Actor {
    return { name, run: async (step) => this.aws.promises.told(await pass(this.aws.worldOf(name, step), RECONCILER, Infinity)) };
  }

  private isRight(prefix: string): void {
    if (!this.aws.promises.look().has(prefix)) throw new Error(`the claim of '${prefix}' is lost`);
    const replicas = this.aws.group.members.filter(({ role }) => role === 'replica').map(({ address }) => address!);
    const names = Object.entries(this.aws.zone.leads).filter(([name]) => name.replace(/\d+$/, '') === prefix);
    const right = JSON.stringify(replicas.sort()) === JSON.stringify(names.map(([, target]) => target).sort());
    if (!right) throw new Error(`after all is quiet the names of '${prefix}' lead to ${JSON.stringify(names)}, but the replicas are ${replicas.join()}`);
  }
}

const undisturbed: Step = Object.assign(async () => {}, {
  oneOf: <Way extends string>(...ways: readonly Way[]) => ways[0],
  die: () => Promise.reject(new Error('nobody dies here')),
});
