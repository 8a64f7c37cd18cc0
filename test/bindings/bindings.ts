/**
 * Synthesizes the examples with the packages in `dist`, each in an app of its own, and compares what comes out with what the TypeScript app makes: no
 * difference is allowed, not even in asset paths. Every app is refused the same prefix, with the same message.
 *
 * `npm run test:bindings` makes the packages first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InstalledApp } from './app';
import { csharpFaults } from './csharp';
import { go } from './go';
import { java } from './java';
import { Language } from './language';
import { python } from './python';
import { differences } from './template-difference';
import { typescript } from './typescript';

const root = resolve(__dirname, '../..');
const examples = join(root, 'examples');
const dist = join(root, 'dist');
const scratch = mkdtempSync(join(tmpdir(), 'bindings-'));

const ANOTHER_PREFIX = { cnamePrefix: 'other' };
const REFUSED_PREFIX = { cnamePrefix: 'read1' };

async function main() {
  const app = await InstalledApp.of(typescript, examples, dist, scratch);
  const template = await app.template();
  const message = /^Error: (.*)$/m.exec(await app.refusal(REFUSED_PREFIX))?.[1];
  if (!message) throw new Error('the TypeScript app was refused without a message');

  const planted = differences(template, await app.template(ANOTHER_PREFIX));
  if (planted.length === 0) throw new Error('another prefix made no difference: the comparison would not find one either');
  report('typescript', `synthesized; another prefix makes ${planted.length} differences, ${planted[0].path} among them; refused: ${message}`);

  const faults = await csharpFaults(examples, app.folder, dist, join(root, 'node_modules/.bin/jsii-rosetta'));
  if (faults.length > 0) throw new Error(`the C# example is not right:\n${faults.join('\n')}`);
  report('csharp', 'as jsii-rosetta translates the TypeScript app; not compiled, for want of a .NET toolchain');

  const outcomes = await Promise.allSettled([python, java, go].map((language) => sameAs(template, message, language)));
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => String(reason));
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

async function sameAs(template: object, message: string, language: Language) {
  const app = await InstalledApp.of(language, examples, dist, scratch);
  const found = differences(template, await app.template());
  if (found.length > 0) throw new Error(`the ${language.name} app makes another template:\n${JSON.stringify(found, undefined, 2)}`);
  const refusal = await app.refusal(REFUSED_PREFIX);
  if (!refusal.includes(message)) throw new Error(`the ${language.name} app must be refused with\n${message}\ngot:\n${refusal.slice(-4000)}`);
  report(language.name, 'no difference from the TypeScript app\'s template, asset paths included; refused with the same message');
}

function report(language: string, outcome: string) {
  console.log(`${language} (${Math.round(performance.now() / 1000)} s): ${outcome}`);
}

main()
  .catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(scratch, { recursive: true, force: true }));
