import { History } from './history';
import { Recording, WorldRecording } from './recording';

/** The table of the blog post, taken from what the servers and the resolver said: who led where before and after the first node died. */
export interface Moment {
  readonly title: string;
  readonly at: number;
  readonly rows: readonly { readonly name: string; readonly role: string; readonly node: string }[];
}

export function beforeAndAfter(recording: Recording, world: WorldRecording): Moment[] {
  const history = new History(world);
  const [death, secondDeath] = recording.acts.filter(({ kind }) => kind === 'crash').map(({ at }) => at);
  const told = recording.acts.find(({ kind }) => ['failover', 'notice'].includes(kind))?.at ?? death;
  const back = recording.acts.find(({ kind }) => kind === 'back')?.at;
  const settled = told + recording.propagation + recording.ttl + 60;
  return [
    moment('before the failover', death - 1, world, history),
    moment('after the failover', settled, world, history),
    ...back === undefined ? [] : [moment('node rebuilt', (secondDeath ?? recording.end) - 1, world, history)],
  ];
}

function moment(title: string, at: number, world: WorldRecording, history: History): Moment {
  const nodes = [...new Set(world.samples.map(({ node }) => node))];
  const primary = nodes.find((node) => history.state(node, at) === 'primary') ?? 'none';
  return {
    title,
    at,
    rows: [
      { name: 'Primary endpoint', role: 'primary', node: primary },
      ...world.names.flatMap((name) => {
        const node = history.target(name, at);
        return node === undefined ? [] : [{ name, role: history.state(node, at), node }];
      }),
    ],
  };
}
