import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CpuShare } from './cpu-share';
import { NodeVersion, nodeVersions } from './node-versions';
import { CalledAws, GROUP } from '../environment/called-aws';
import { Environment, Program } from '../environment/environment';
import { asNodejsFunction, byDefaults, OURS, RECONCILER } from '../environment/programs';
import { median, rounded } from '../median';
import { Figures, Part } from '../part';
import { table } from '../table';

const MAJORS = [22, 24];
const CALL_MS = 40;
const MEMORY_MB = 512;

interface Variant {
  readonly name: string;
  readonly program: Program;
}

/** CPU time of loading, time of the first invocation at 512 MB, and memory, beside the same handler bundled as others do it. */
export const cold: Part = {
  async measure(print, { check }) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-cold-'));
    const aws = await CalledAws.open(folder, CALL_MS);
    try {
      const variants = [
        { name: 'this library', program: OURS },
        { name: "esbuild's defaults, minified", program: await byDefaults(folder) },
        { name: "NodejsFunction's default, SDK of the runtime", program: await asNodejsFunction(folder) },
      ];
      const figures: Figures = {};
      for (const [index, node] of nodeVersions(MAJORS).entries()) {
        const measured = await measureOn(node, variants, aws, check ? 7 : 11);
        print(`Node.js ${node.name}, medians:`);
        print(table(['bundle', 'load, CPU ms', 'ratio to the defaults', `first invocation at ${MEMORY_MB} MB, ms`, 'peak memory, MB'],
          measured.map(({ name, load, ratio, first, peak }) => [name, rounded(load), rounded(ratio, 2), rounded(first), rounded(peak)])));
        const [ours] = measured;
        figures[`loadRatio${MAJORS[index]}`] = rounded(ours.ratio, 2);
        figures[`firstInvocationMs${MAJORS[index]}`] = rounded(ours.first);
        figures[`peakMb${MAJORS[index]}`] = rounded(ours.peak);
      }
      return figures;
    } finally {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A process for each sample, the variants in turn; the first round warms the file cache. */
async function measureOn({ binary }: NodeVersion, variants: readonly Variant[], aws: CalledAws, rounds: number) {
  const samples = variants.map(() => [] as { load: number; first: number; peak: number }[]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { program }] of variants.entries()) {
      const sample = await coldStart(program, aws, binary);
      if (round > 0) samples[index].push(sample);
    }
  }
  return variants.map(({ name }, index) => ({
    name,
    load: median(samples[index].map(({ load }) => load)),
    ratio: median(samples[index].map(({ load }, round) => load / samples[1][round].load)),
    first: median(samples[index].map(({ first }) => first)),
    peak: median(samples[index].map(({ peak }) => peak)),
  }));
}

/** Loading has the whole CPU, as Lambda is widely reported to give it; the invocation has the part that its memory buys. */
async function coldStart(program: Program, aws: CalledAws, node: string) {
  await aws.reset({ replicas: 2, reconciler: RECONCILER });
  await aws.failOver();
  const environment = await Environment.start(program, aws.variables, node);
  const share = new CpuShare(environment.pid, MEMORY_MB);
  try {
    const { ms, peakMb } = await environment.notify(`${GROUP}-001`);
    aws.checkRight();
    return { load: environment.load.cpuMs, first: ms, peak: peakMb };
  } finally {
    share.end();
    environment.end();
  }
}
