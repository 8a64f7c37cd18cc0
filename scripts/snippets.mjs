// Has jsii-rosetta compile the TypeScript snippets of README.md, docs/ and the doc comments, and translate them to every language. jsii-pacmak takes the
// translations from .jsii.tabl.json for the packages.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const NOT_CDK = ['clients-and-tls.md']; // programs of clients, which test/clients runs
const TRANSLATIONS = '.jsii.tabl.json';

const pages = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md') && !NOT_CDK.includes(file)).sort();
const read = (file) => readFileSync(join(root, file), 'utf8');
const docs = pages.map((file) => read(`docs/${file}`).replace(/^```ts$/gm, '```ts fixture=docs'));

// jsii-rosetta looks into a package's README only: this package is the real one, but for a README that has the pages of docs/ in it too.
const scratch = mkdtempSync(join(tmpdir(), 'snippets-'));
try {
  for (const name of ['lib', 'node_modules', 'package.json', 'rosetta']) symlinkSync(join(root, name), join(scratch, name));
  const assembly = JSON.parse(gunzipSync(readFileSync(join(root, '.jsii.gz'))));
  writeFileSync(join(scratch, '.jsii'), JSON.stringify({ ...assembly, readme: { markdown: [read('README.md'), ...docs].join('\n') } }));
  process.exitCode = spawnSync('jsii-rosetta', ['extract', '--strict', scratch], { stdio: 'inherit' }).status ?? 1;
  if (process.exitCode === 0) copyFileSync(join(scratch, TRANSLATIONS), join(root, TRANSLATIONS));
} finally {
  rmSync(scratch, { recursive: true });
}
