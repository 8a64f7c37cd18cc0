import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { overBudget } from './budget';
import { calls } from './calls/calls';
import { cold } from './cold/cold';
import { fleet } from './fleet/fleet-part';
import { Figures, Part } from './part';
import { size } from './size';
import { synth } from './synth';

const PARTS: Record<string, Part> = { size, cold, calls, synth, fleet };

/** `npm run bench [-- part ...] [--check]` */
async function bench(words: readonly string[]): Promise<void> {
  const check = words.includes('--check');
  const asked = words.filter((word) => word !== '--check');
  const unknown = asked.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Error(`there is no part '${unknown}' of the benchmark; there are ${Object.keys(PARTS).join(', ')} and --check`);
  const figures: Record<string, Figures> = {};
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    process.stdout.write(`\n## ${name}\n\n`);
    figures[name] = await PARTS[name].measure((text) => process.stdout.write(`${text}\n\n`), { check });
  }
  const file = join(__dirname, '..', '..', 'dist', 'bench.json');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, check, figures }, undefined, 2)}\n`);
  const over = check ? Object.entries(figures).flatMap(([name, measured]) => overBudget(name, measured)) : [];
  if (over.length > 0) throw new Error(`over budget:\n${over.join('\n')}`);
}

bench(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
