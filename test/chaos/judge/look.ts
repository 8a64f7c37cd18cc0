import { Answers, Fitness } from './answers';
import { Claimed } from '../cast';

/** What the answers said about a claim's group at one time. */
export interface Look {
  readonly at: number;
  readonly inDoubt: boolean;
  readonly steady: boolean;
  readonly wanted: number;
  readonly primary?: string;
  readonly fitness: ReadonlyMap<string, Fitness>;
  readonly addresses: ReadonlyMap<string, string>;
}

/** `noticed` tells when a pass has certainly seen what the answers showed at a time. */
export function lookAt(answers: Answers, { endpointCount }: Pick<Claimed, 'endpointCount'>, noticed: (time: number) => number | undefined, at: number): Look {
  if (answers.inDoubt) return { at, inDoubt: true, steady: false, wanted: 0, fitness: new Map(), addresses: new Map() };
  const { replicas, primary } = answers;
  return {
    at,
    inDoubt: false,
    steady: answers.state!.status === 'available',
    wanted: endpointCount ?? Math.max(1, replicas.length),
    primary: primary.id,
    fitness: new Map(replicas.map((node) => [node.id, answers.fitness(node, noticed)])),
    addresses: new Map([primary, ...replicas].flatMap((node) => {
      const address = answers.addressOf(node);
      return address === undefined ? [] : [[node.id, address] as const];
    })),
  };
}

export function someServes({ fitness }: Look): boolean {
  return [...fitness.values()].includes('serves');
}

/** No name should lead to this address. */
export function isUnfit(look: Look, address: string): boolean {
  const node = nodeAt(look, address);
  return node === undefined || node === look.primary || look.fitness.get(node) === 'unfit';
}

export function describeTarget(look: Look, address: string): string {
  const node = nodeAt(look, address);
  if (node === undefined) return `${address}, which is no endpoint of the group`;
  return node === look.primary ? `${node}, the primary` : node;
}

export function describeServing({ fitness }: Look): string {
  const nodes = [...fitness].filter(([, one]) => one === 'serves').map(([node]) => node);
  return `${nodes.join(', ')} serve${nodes.length === 1 ? 's' : ''}`;
}

function nodeAt({ addresses }: Look, address: string): string | undefined {
  return [...addresses].find(([, one]) => one === address)?.[0];
}
