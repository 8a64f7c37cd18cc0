import { instant } from './report/markup';
import { Run } from './run';
import { World } from './world';

/** What the dagger of a status line means. */
export const DAGGER = '†: the name points to a node that is dead';

/** Where each name points now, and how the reads went so far, in 79 columns for up to five names. */
export function statusLines({ worlds, time }: Run): string[] {
  return worlds.filter(({ isRead }) => isRead).map((world) => {
    const { reads } = world.clients;
    return statusLine(time.at(), world.title, reads.filter(({ failure }) => failure).length, reads.length, ledTo(world));
  });
}

export function statusLine(at: number, title: string, failed: number, reads: number, nodes: readonly string[]): string {
  const names = nodes.map((node, index) => `${index + 1}→${node}`).join(' ');
  return [instant(Math.max(0, at)).padStart(5), title.padEnd(24), `${failed}/${reads} failed`.padStart(17), names].join(' ');
}

function ledTo({ clients, nodes }: World): string[] {
  const last = new Map(clients.leads.filter(({ name }) => clients.names.includes(name)).map(({ name, ip }) => [name, ip]));
  return [...last].sort(([a], [b]) => a < b ? -1 : 1).map(([, ip]) => {
    const node = ip && nodes.nodeAt(ip);
    return node ? `${node.slice(-3)}${nodes.isAlive(node) ? '' : '†'}` : '–';
  });
}
