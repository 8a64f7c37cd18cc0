import { parseArgs } from 'node:util';

export interface Arguments {
  readonly replicas: number;
  /** The node that dies first. */
  readonly kill: string;
  /** Seconds. */
  readonly ttl: number;
  readonly seed: number;
  readonly scale: number;
  readonly hold: boolean;
  readonly json?: string;
}

export const USAGE = `npm run demo -- [options]

  --replicas N   replicas of the group, 1 to 5 (5)
  --kill NODE    the node that dies first, such as testdns-003 (testdns-001, the primary)
  --ttl SECONDS  time to live of the names, 1 to 60 (10)
  --seed N       decides when things happen, and to which nodes (1)
  --scale N      simulated seconds in a real one, 5 to 30 (15)
  --json FILE    writes the figures there
  --hold         keeps everything running at the end and prints commands to try`;

export function parseArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      replicas: { type: 'string', default: '5' },
      kill: { type: 'string', default: 'testdns-001' },
      ttl: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '15' },
      json: { type: 'string' },
      hold: { type: 'boolean', default: false },
    },
  });
  const replicas = whole('--replicas', values.replicas, 1, 5); // a group has at most five
  const nodes = Array.from({ length: replicas + 1 }, (_, index) => nodeId(index + 1));
  if (!nodes.includes(values.kill)) throw new Error(`--kill must be one of ${nodes.join(', ')}, got: ${values.kill}`);
  return {
    replicas,
    kill: values.kill,
    ttl: whole('--ttl', values.ttl, 1, 60),
    seed: whole('--seed', values.seed, 0, 2 ** 32 - 1),
    scale: whole('--scale', values.scale, 5, 30),
    hold: values.hold,
    json: values.json,
  };
}

/** As ElastiCache numbers the nodes of a group. */
export function nodeId(number: number): string {
  return `testdns-${`${number}`.padStart(3, '0')}`;
}

function whole(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most)) throw new Error(`${option} must be a whole number from ${least} to ${most}, got: ${text}`);
  return number;
}
