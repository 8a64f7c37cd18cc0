import { agreements } from '../agreement';
import { Recording, WorldRecording } from '../recording';
import { score } from '../score';
import { count, element, text } from './markup';

/** What the pictures don't show: the blog's benchmark, writes and their newest reads, the kept connection, both sides' counts. */
export function figures(recording: Recording): string {
  return element('div', { class: 'columns' }, ...[recording.worlds.ours, recording.worlds.blog].map((world) => element('div', {},
    element('h3', {}, text(world.title)),
    benchmarkTable(world),
    element('p', {}, text(writesSentence(world))),
    element('p', {}, text(pooledSentence(recording, world))),
    agreementTable(world),
  )));
}

function benchmarkTable(world: WorldRecording): string {
  return element('table', {},
    element('tr', {}, ...['redis-benchmark, a new connection per GET, at the end', 'reads by node', 'exit'].map((title) => element('th', {}, title))),
    ...world.benchmarks.map(({ name, command, exit, getsPerNode }) => element('tr', {},
      element('td', { title: command }, text(name)),
      element('td', {}, text(Object.entries(getsPerNode).map(([node, gets]) => `${node}: ${count(gets)}`).join(', ') || 'none')),
      element('td', exit === 0 ? {} : { class: 'wrong' }, `${exit}`),
    )),
  );
}

function writesSentence({ writes, newestRead }: WorldRecording): string {
  const newest = Object.entries(newestRead).map(([name, value]) => `${name.split('.')[0]} ${count(value)}`).join(', ');
  return `Writes through the primary endpoint: ${count(writes.done)} done, ${count(writes.failed)} failed, counter at ${count(writes.last)}. `
    + `Newest value read: ${newest}.`;
}

function pooledSentence(recording: Recording, world: WorldRecording): string {
  const failed = world.pooled.filter(({ failure }) => failure).length;
  return `A client that keeps its connection to ${world.pooled[0]?.name ?? 'a name'}: ${count(world.pooled.length)} reads, ${count(failed)} failed, `
    + `${count(score(recording, world).pooledReadsOnPrimary)} on the primary. A name can't move an open connection: limit its age in the pool.`;
}

function agreementTable(world: WorldRecording): string {
  return element('table', {},
    element('tr', {}, ...['counted twice', 'by clients', 'by servers (INFO)'].map((title) => element('th', {}, title))),
    ...agreements(world).map(({ what, clients, servers, agrees }) => element('tr', agrees ? {} : { class: 'wrong' },
      element('td', {}, text(what)), element('td', { class: 'number' }, count(clients)), element('td', { class: 'number' }, count(servers)))),
  );
}
