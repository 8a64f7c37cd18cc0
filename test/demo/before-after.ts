import { firstFault } from './first-fault';
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
  const { at, told, until } = firstFault(recording);
  const isBack = recording.acts.some(({ kind }) => kind === 'back');
  const settled = told + recording.propagation + recording.ttl + 60;
  return [
    moment('before the failover', at - 1, world, history),
    moment('after the failover', settled, world, history),
    ...isBack ? [moment('node rebuilt', until - 1, world, history)] : [],
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
