import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountOptions, CalledAws, GROUP } from '../environment/called-aws';
import { Environment, Program } from '../environment/environment';
import { blog, OURS, RECONCILER } from '../environment/programs';
import { median, rounded } from '../median';
import { Figures, Part } from '../part';
import { table } from '../table';

/** So long that calls which are sent at once are under way at once, whatever the machine does besides. */
const COUNTING_MS = 300;
const TIMED_MS = 40;
const ROUNDS = 7;
/** With one replica, and that just demoted, the name stays where it is. */
const REPLICAS = [2, 3, 4, 5];
const ROUNDS_OF_A_FAILOVER = 3;

/** What one failover costs: requests, rounds that wait for one another, change elements; and its time beside the blog's function. */
export const calls: Part = {
  async measure(print, { check }) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-calls-'));
    try {
      const figures = await counted(folder, print);
      return check ? figures : { ...figures, ...await timed(folder, print) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function counted(folder: string, print: (text: string) => void): Promise<Figures> {
  const aws = await CalledAws.open(folder, COUNTING_MS);
  const cases = [
    ...REPLICAS.map((replicas) => ({ replicas, otherGroups: 0 })),
    { replicas: 2, otherGroups: 30 }, { replicas: 2, otherGroups: 300 }, { replicas: 5, otherGroups: 300 },
  ];
  const environment = await Environment.start(OURS, aws.variables);
  try {
    const rows: { replicas: number; nodes: number; requests: number; rounds: number; changes: number }[] = [];
    for (const { replicas, otherGroups } of [cases[0], ...cases]) {
      await failover(aws, environment, { replicas, otherGroups });
      const nodes = otherGroups * 3 + replicas + 1;
      rows.push({ replicas, nodes, requests: aws.calls.length, rounds: aws.rounds, changes: aws.changes });
    }
    rows.shift(); // connections were made
    print(table(['a failover of a group with', 'nodes in the account', 'requests', 'rounds', 'change elements'],
      rows.map(({ replicas, nodes, requests, rounds, changes }) => [`${replicas} replicas`, nodes, requests, rounds, changes])));
    const small = rows.filter(({ nodes }) => nodes <= 100);
    const large = rows.filter(({ nodes }) => nodes > 100);
    const most = (of: typeof rows, figure: 'requests' | 'rounds' | 'changes') => Math.max(...of.map((row) => row[figure]));
    return {
      requests: most(small, 'requests'),
      rounds: most(small, 'rounds'),
      changeElements: most(rows, 'changes'),
      requestsInLargeAccount: most(large, 'requests'),
      roundsInLargeAccount: most(large, 'rounds'),
    };
  } finally {
    environment.end();
    await aws.close();
  }
}

async function timed(folder: string, print: (text: string) => void): Promise<Figures> {
  const aws = await CalledAws.open(folder, TIMED_MS);
  const environments = await Promise.all([OURS, await blog(folder)].map(async (program: Program) => Environment.start(program, aws.variables)));
  try {
    const rows: { replicas: number; ours: number; theirs: number; ratio: number }[] = [];
    for (const replicas of REPLICAS) {
      const times: number[][] = [[], []];
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const [index, environment] of environments.entries()) {
          const { ms } = await failover(aws, environment, { replicas });
          if (round > 0) times[index].push(ms); // connections are kept from the first on
        }
      }
      const [ours, theirs] = times.map(median);
      rows.push({ replicas, ours, theirs, ratio: median(times[0].map((ms, round) => ms / times[1][round])) });
    }
    print(`Milliseconds of a warm invocation at ${TIMED_MS} ms a call; the floor of this library is ${ROUNDS_OF_A_FAILOVER * TIMED_MS}:`);
    print(table(['replicas', 'this library', 'times its floor', "the blog's function", 'ratio'], rows.map(({ replicas, ours, theirs, ratio }) => [
      replicas, rounded(ours), rounded(ours / (ROUNDS_OF_A_FAILOVER * TIMED_MS), 2), rounded(theirs), rounded(ratio, 2),
    ])));
    return {
      timesFloor: rounded(median(rows.map(({ ours }) => ours)) / (ROUNDS_OF_A_FAILOVER * TIMED_MS), 2),
      ratioToBlogAtFive: rounded(rows.at(-1)!.ratio, 2),
    };
  } finally {
    environments.forEach((environment) => environment.end());
    await aws.close();
  }
}

async function failover(aws: CalledAws, environment: Environment, account: Omit<AccountOptions, 'reconciler'>) {
  await aws.reset({ ...account, reconciler: RECONCILER });
  await aws.failOver();
  const spent = await environment.notify(`${GROUP}-001`);
  aws.checkRight();
  return spent;
}
