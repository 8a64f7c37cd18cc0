import { CloudFormation } from '../../simulator/cloudformation/cloudformation';
import { Cast, Claimed } from '../cast';
import { Dice } from '../dice';
import { Ledger } from '../ledger';

/** Those who must know what is being deployed. */
export interface Witness {
  begins(stackName: string, to: Cast): void;
  /** The stack is as the deployment wanted it. */
  succeeded(): void;
  /** It is as it was before. `meant`: the deployment had a resource that fails. */
  rolledBack(reason: string, meant: boolean): void;
}

type Redeploy = (cast: Cast, stackName: string, failsAfterSeconds?: number) => Promise<void>;

/** What the team that owns the stacks does in the middle of it all: one deployment after the other, some of which are rolled back. */
export class Deployments {
  isUnderWay = false;
  private count = 0;

  constructor(
    private cast: Cast,
    private readonly cloudformation: CloudFormation,
    private readonly redeploy: Redeploy,
    private readonly witness: Witness,
    private readonly dice: Dice,
    private readonly ledger: Ledger,
  ) {}

  /** @param mayRemove whether names may be taken away now */
  async deploy(mayRemove: boolean): Promise<void> {
    this.count += 1;
    const claimed = this.dice.pick(this.cast.claims);
    const { stackName } = claimed;
    const [what, next] = this.change(claimed, mayRemove);
    const failsAfterSeconds = this.dice.chance(0.5) ? this.dice.whole(0, 240) : undefined;
    this.cloudformation.replacementRollback = this.dice.pick(['update', 'nothing']);
    const fate = failsAfterSeconds === undefined ? '' : `, and fails ${failsAfterSeconds} s later (the claim then hears: ${this.cloudformation.replacementRollback})`;
    this.ledger.fault(failsAfterSeconds === undefined ? 'deployment' : 'deployment that fails', `${stackName}: ${what}${fate}`);
    this.isUnderWay = true;
    this.witness.begins(stackName, next);
    try {
      await this.redeploy(next, stackName, failsAfterSeconds);
      this.cast = next;
      this.witness.succeeded();
      this.ledger.note(`${stackName} is deployed`);
    } catch (error) {
      const { message } = error as Error;
      if (!message.includes('is UPDATE_ROLLBACK_COMPLETE')) throw error;
      this.witness.rolledBack(message, failsAfterSeconds !== undefined);
      this.ledger.note(message.slice(0, 200));
    } finally {
      this.isUnderWay = false;
    }
  }

  private change(claimed: Claimed, mayRemove: boolean): [string, Cast] {
    const { key, stackName } = claimed;
    const changes: (() => [string, Claimed, Cast['writers']?])[] = [
      () => [`${key} is renamed`, { ...claimed, id: `${key}-${this.count}` }],
      () => [`${key} has another ttl`, { ...claimed, ttl: claimed.ttl === 5 ? 20 : 5 }],
      () => [`${key} has another whenNoReplica`, { ...claimed, keep: !claimed.keep }],
      () => {
        const name = `Own${this.count}`;
        return [`${key} gets a reconciler of its own`, { ...claimed, writer: name }, [...this.cast.writers, { name, stackName, sweepSeconds: 120, shared: false }]];
      },
      ...mayRemove ? [
        (): [string, Claimed] => [`${key} has another prefix`, { ...claimed, prefix: `look${this.count}x.${claimed.groupId}` }],
        (): [string, Claimed] => {
          const endpointCount = this.dice.whole(1, 8);
          return claimed.endpointCount === undefined
            ? [`${key} is renamed, with another ttl`, { ...claimed, id: `${key}-${this.count}`, ttl: claimed.ttl === 10 ? 30 : 10 }]
            : [`${key} has ${endpointCount} names`, { ...claimed, endpointCount }];
        },
      ] : [],
    ];
    const [what, changed, writers = this.cast.writers] = this.dice.pick(changes)();
    return [what, { ...this.cast, writers, claims: this.cast.claims.map((each) => (each === claimed ? changed : each)) }];
  }
}
