import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: Record<string, string> };

/** Stands for projen: makes what its tasks make, and notes that it was asked to. */
const PROJEN = `#!/bin/sh
echo "$1" >> asked
echo 'something to read'
mkdir -p lib assets/reconciler
for file in lib/index.js assets/reconciler/index.js .jsii; do echo "made by $1" > $file; done
`;

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'prepack-'));
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ name: 'packed', version: '0.0.0', files: ['lib', 'assets', '.jsii', 'asked'], scripts: { prepack: scripts.prepack } }));
  for (const folder of ['src', 'scripts', join('node_modules', '.bin')]) mkdirSync(join(clone, folder), { recursive: true });
  cpSync(join(ROOT, 'scripts', 'prepack.mjs'), join(clone, 'scripts', 'prepack.mjs'));
  writeFileSync(join(clone, 'src', 'index.ts'), 'export {};');
  writeFileSync(join(clone, 'node_modules', '.bin', 'projen'), PROJEN);
  chmodSync(join(clone, 'node_modules', '.bin', 'projen'), 0o755);
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

test('a fresh clone is compiled before it is packed', () => {
  expect(packed()).toEqual(['.jsii', 'asked', 'assets/reconciler/index.js', 'lib/index.js', 'package.json']);
});

test('what was compiled is packed as it is', () => {
  packed();
  rmSync(join(clone, 'asked'));
  expect(packed()).not.toContain('asked');
});

test('sources that changed since are compiled again', () => {
  packed();
  rmSync(join(clone, 'asked'));
  const later = Date.now() / 1000 + 60;
  utimesSync(join(clone, 'src', 'index.ts'), later, later);
  expect(packed()).toContain('asked');
});

test('nothing is packed when it does not compile', () => {
  writeFileSync(join(clone, 'node_modules', '.bin', 'projen'), '#!/bin/sh\nexit 1\n');
  expect(packed).toThrow(/the package can't be compiled: projen pre-compile failed/);
});

/** What `npm pack` puts into the package, which it prints and nothing else. */
function packed(): string[] {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: clone, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [{ files }] = JSON.parse(told) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path).sort();
}
