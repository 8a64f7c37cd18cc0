import { ADDITION, REMOVAL, Step } from './fault-script';
import { PlayedAct } from './recording';
import { RunTime } from './run-time';
import { NodeEvent } from './server-figures';
import { World } from './world';

/** Does what the script says in every world at the same instants, each world in turn being the first. */
export async function play(steps: readonly Step[], worlds: readonly World[], time: RunTime, told: (act: PlayedAct) => void): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await time.until(step.at);
    told({ at: time.at(), kind: step.kind, node: step.node, text: words(step, worlds[0]) });
    const order = index % 2 === 0 ? worlds : [...worlds].reverse();
    await Promise.all(order.map((world) => act(step, world)));
  }
}

/** What ElastiCache did by itself, seen by what became of a node. */
export function actOf({ kind, node }: NodeEvent, at: number, isNew: boolean): PlayedAct {
  if (kind === 'removed') return { at, kind: 'removed', node, text: `${node} is no longer listed` };
  return isNew ? { at, kind: 'added', node, text: `${node} serves` } : { at, kind: 'back', node, text: `${node} is back, rebuilt` };
}

async function act({ kind, node }: Step, { group }: World): Promise<void> {
  if (kind === 'crash') await group.crash(node);
  if (kind === 'notice') group.notice(node);
  if (kind === 'remove') await group.removeReplica(node, { gone: REMOVAL * 1000 });
  if (kind === 'add') await group.addReplica(node, { ready: ADDITION * 1000 });
  if (kind === 'failover') {
    const old = group.primary.id;
    await group.failover(node);
    // ElastiCache logs a failover for the group and for the node. The blog's function heeds events that name a node only, and its authors
    // saw it follow a failover: so a notification that names the node was sent, too.
    await group.notify('FailoverComplete', old);
  }
}

function words({ kind, node }: Step, { group }: World): string {
  const role = group.nodes.find(({ id }) => id === node)?.role;
  switch (kind) {
    case 'crash': return role === 'primary' ? `${node}, the primary, dies` : `${node} dies, unreported`;
    case 'notice': return `ElastiCache reports ${node}`;
    case 'failover': return `failover to ${node}`;
    case 'remove': return `${node} is removed`;
    case 'add': return `${node} is ordered`;
  }
}
