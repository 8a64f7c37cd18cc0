import { instant } from './report/markup';
import { Run } from './run';
import { World } from './world';

/** Where each name leads now, and how the reads went so far. */
export function statusLines({ worlds, time }: Run): string[] {
  return worlds.filter(({ isRead }) => isRead).map((world) => [
    instant(Math.max(0, time.at())).padStart(6),
    world.title.padEnd(24),
    ledTo(world).map((node, index) => `${index + 1}→${node}`).join(' ').padEnd(32),
    `${world.clients.reads.length} reads, ${world.clients.reads.filter(({ failure }) => failure).length} failed`,
  ].join('  '));
}

function ledTo({ clients, nodes }: World): string[] {
  const last = new Map(clients.leads.filter(({ name }) => clients.names.includes(name)).map(({ name, ip }) => [name, ip]));
  return [...last].sort(([a], [b]) => a < b ? -1 : 1).map(([, ip]) => {
    const node = ip && nodes.nodeAt(ip);
    return node ? `${node.slice(-3)}${nodes.isAlive(node) ? '' : '†'}` : '–';
  });
}
