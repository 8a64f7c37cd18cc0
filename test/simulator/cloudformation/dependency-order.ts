import { references } from './intrinsics';
import { Template } from './template';

/** What each resource waits for: the resources it names, in its properties or by DependsOn. */
export function dependencies(template: Template): Map<string, string[]> {
  const ids = Object.keys(template.Resources);
  return new Map(ids.map((id) => {
    const { Properties, DependsOn = [] } = template.Resources[id];
    const missing = [DependsOn].flat().find((other) => !ids.includes(other));
    if (missing) throw new Error(`Template format error: Unresolved resource dependencies [${missing}] in the Resources block of the template`);
    const wanted = new Set([...[DependsOn].flat(), ...references(Properties)].filter((other) => ids.includes(other)));
    return [id, [...wanted]];
  }));
}

/** The same the other way round: what must be gone before a resource can go. */
export function dependants(graph: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const result = new Map([...graph.keys()].map((id) => [id, [] as string[]]));
  for (const [id, others] of graph) for (const other of others) result.get(other)?.push(id);
  return result;
}

/** Every id after those it waits for; otherwise as they come. */
export function sorted(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]) => {
    if (path.includes(id)) throw new Error(`Circular dependency between resources: [${path.slice(path.indexOf(id)).join(', ')}]`);
    if (done.has(id)) return;
    for (const other of graph.get(id) ?? []) visit(other, [...path, id]);
    done.add(id);
  };
  for (const id of graph.keys()) visit(id, []);
  return [...done];
}
