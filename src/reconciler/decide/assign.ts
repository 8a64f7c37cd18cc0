import { Standing } from './serving';
import { WhenNoReplica } from '../settings';

/** The node of a name; undefined while the name has had none. */
export interface Assignment {
  readonly node?: string;
  readonly standIn: boolean;
}

/**
 * Which node each name is to point to, with the fewest moves.
 *
 * | the name's node               | serving replicas | the name                                                      |
 * |-------------------------------|------------------|---------------------------------------------------------------|
 * | serves, or is in doubt        | any              | stays                                                         |
 * | doesn't serve, or none yet    | one or more      | goes to the serving replica with the fewest names (lowest id) |
 * | doesn't serve                 | none             | PRIMARY: goes to the primary; KEEP: stays                     |
 * | none yet                      | none             | goes to the primary                                           |
 *
 * Then one name at a time moves from the serving replica with the most names to the one with the fewest, until none that could move is on a replica with two
 * more than another: stand-ins first, then the higher number. Which names may move:
 *
 * | listed replicas               | may move                                                            |
 * |-------------------------------|---------------------------------------------------------------------|
 * | all serve                     | every name; it is no stand-in any longer                            |
 * | one is down, or in doubt      | stand-ins, which they remain: the others may have to move back      |
 * | a source could not be read    | none                                                                |
 */
export function assign(names: readonly Assignment[], group: Standing, whenNoReplica: WhenNoReplica): Assignment[] {
  const assigned: Assignment[] = names.map((name) => (staysPut(name, group) ? name : { standIn: name.standIn }));
  const load = new Map(group.serving.map((node) => [node, assigned.filter((name) => name.node === node).length]));
  names.forEach((name, index) => {
    if (assigned[index].node !== undefined) return;
    const node = leastLoaded(load);
    if (node !== undefined) {
      load.set(node, load.get(node)! + 1);
      assigned[index] = { node, standIn: name.node !== undefined };
    } else if (name.node !== undefined && whenNoReplica === 'KEEP') {
      assigned[index] = name;
    } else {
      assigned[index] = { node: group.primary, standIn: true };
    }
  });
  if (group.lost.length === 0) level(assigned, load, group.serving.length === group.replicas.length);
  return assigned;
}

function staysPut({ node }: Assignment, group: Standing): boolean {
  return node !== undefined && (group.serving.includes(node) || group.doubtful.includes(node));
}

function level(assigned: Assignment[], load: Map<string, number>, everyNodeServes: boolean): void {
  for (;;) {
    const fewest = leastLoaded(load);
    const most = mostLoaded(new Map([...load].filter(([node]) => everyNodeServes || assigned.some((name) => name.node === node && name.standIn))));
    if (fewest === undefined || most === undefined || load.get(most)! - load.get(fewest)! < 2) return;
    const here = assigned.map((name, index) => ({ ...name, index })).filter((name) => name.node === most);
    const mover = (here.filter((name) => name.standIn).at(-1) ?? here.at(-1))!;
    assigned[mover.index] = { node: fewest, standIn: !everyNodeServes };
    load.set(most, load.get(most)! - 1);
    load.set(fewest, load.get(fewest)! + 1);
  }
}

function leastLoaded(load: ReadonlyMap<string, number>): string | undefined {
  return [...load].reduce<[string, number] | undefined>((best, entry) => (best === undefined || entry[1] < best[1] ? entry : best), undefined)?.[0];
}

function mostLoaded(load: ReadonlyMap<string, number>): string | undefined {
  return [...load].reduce<[string, number] | undefined>((best, entry) => (best === undefined || entry[1] > best[1] ? entry : best), undefined)?.[0];
}
