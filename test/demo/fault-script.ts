import { nodeId } from './arguments';
import { seededRandom } from './seeded-random';

/** What is done to a group, in simulated seconds after the clients began to read. What ElastiCache does by itself later is not in here. */
export type Step = { readonly at: number } & (
  | { readonly kind: 'crash'; readonly node: string }
  | { readonly kind: 'failover'; readonly node: string }
  | { readonly kind: 'notice'; readonly node: string }
  | { readonly kind: 'remove'; readonly node: string }
  | { readonly kind: 'add'; readonly node: string }
);

export interface FaultScript {
  readonly steps: readonly Step[];
  readonly end: number;
}

const PRIMARY = nodeId(1);

/** As observed on AWS: 63 s from the death of a primary to the completed failover, 623 s more until the old primary is rebuilt. */
const DETECTION = 63;
const REBUILDING = 623;

/** How long a node that is removed is still listed, and how long it takes until an added one serves. */
export const REMOVAL = 60;
export const ADDITION = 150;

const MOST_REPLICAS = 5;

/**
 * The first node dies, is noticed, and comes back rebuilt. Then a replica dies and nobody reports it for a while. Then one replica is removed and one
 * added; the other way round where the group has room for a sixth node, since ElastiCache refuses a sixth replica.
 */
export function faultScript(seed: number, replicas: number, firstToDie: string): FaultScript {
  const random = seededRandom(seed);
  const about = (seconds: number) => Math.round(seconds * (0.9 + 0.2 * random()));
  const crash = about(45);
  const noticed = crash + DETECTION;
  const failover = firstToDie === PRIMARY;
  const primary = failover ? nodeId(2) : PRIMARY;
  const others = Array.from({ length: replicas + 1 }, (_, index) => nodeId(index + 1)).filter((node) => node !== primary && node !== firstToDie);
  const unreported = others.length > 0 ? others.splice(Math.floor(random() * others.length), 1)[0] : firstToDie;
  const removed = others.length > 0 ? others[Math.floor(random() * others.length)] : undefined;

  const secondCrash = noticed + REBUILDING + about(45);
  const secondNotice = secondCrash + about(75);
  const first = secondNotice + about(40);
  const isFull = replicas === MOST_REPLICAS;
  const second = first + (isFull ? REMOVAL : ADDITION) + 15;
  const remove: Step[] = removed ? [{ at: isFull ? first : second, kind: 'remove', node: removed }] : [];
  const add: Step[] = [{ at: isFull ? second : first, kind: 'add', node: nodeId(replicas + 2) }];
  const steps: Step[] = [
    { at: crash, kind: 'crash', node: firstToDie },
    failover ? { at: noticed, kind: 'failover', node: primary } : { at: noticed, kind: 'notice', node: firstToDie },
    { at: secondCrash, kind: 'crash', node: unreported },
    { at: secondNotice, kind: 'notice', node: unreported },
    ...remove,
    ...add,
  ];
  return { steps: steps.sort((a, b) => a.at - b.at), end: first + REMOVAL + ADDITION + 105 };
}
