import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Break, broken, NamedTest } from './break';
import { CLAIM_BREAKS } from './breaks/claims';
import { DECISION_BREAKS } from './breaks/decisions';
import { PASS_BREAKS } from './breaks/passes';
import { TEMPLATE_BREAKS } from './breaks/template';
import { Scratch } from './scratch';

const CHECKOUT = resolve(__dirname, '..', '..');
const BREAKS = [...DECISION_BREAKS, ...PASS_BREAKS, ...CLAIM_BREAKS, ...TEMPLATE_BREAKS];

/** Breaks the library line by line, and sees to it that the test named for each break goes red. Arguments select breaks by words they hold. */
async function main(words: readonly string[]): Promise<0 | 1> {
  const breaks = BREAKS.filter(({ what }) => words.length === 0 || words.some((word) => what.includes(word)));
  for (const each of breaks) broken(readFileSync(join(CHECKOUT, each.file), 'utf8'), each);
  const begun = Date.now();
  const scratches = Array.from({ length: Math.min(availableParallelism(), 4) }, () => new Scratch(CHECKOUT));
  try {
    const faults = await notGreen(scratches[0], breaks);
    if (faults.length === 0) faults.push(...await notRed(scratches, breaks));
    for (const fault of faults) console.log(fault);
    const seconds = Math.round((Date.now() - begun) / 1000);
    console.log(`${breaks.length} breaks in ${seconds} s: ${faults.length === 0 ? 'each was noticed by the test that is named for it' : `${faults.length} faults`}`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    for (const scratch of scratches) scratch.remove();
  }
}

/** A test that is red, or not there, without any break shows nothing by being red with one. */
async function notGreen(scratch: Scratch, breaks: readonly Break[]): Promise<string[]> {
  const tests: NamedTest[] = [...new Map(breaks.map(({ reddens }) => [JSON.stringify(reddens), reddens])).values()];
  const verdicts = await scratch.run(tests);
  return tests.flatMap(({ file, name }, index) => (verdicts[index] === 'passed' ? [] : [`${verdicts[index]} without any break: ${file}: ${name}`]));
}

async function notRed(scratches: readonly Scratch[], breaks: readonly Break[]): Promise<string[]> {
  const waiting = [...breaks];
  const faults: string[] = [];
  await Promise.all(scratches.map(async (scratch) => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const begun = Date.now();
      const verdict = await scratch.verdictOn(each);
      console.log(`${verdict === 'failed' ? 'noticed' : 'NOT NOTICED'}, ${((Date.now() - begun) / 1000).toFixed(1)} s: ${each.what}`);
      if (verdict !== 'failed') faults.push(`stays ${verdict}: ${each.what}: ${each.reddens.file}: ${each.reddens.name}`);
    }
  }));
  return faults;
}

void main(process.argv.slice(2)).then((status) => { process.exitCode = status; });
