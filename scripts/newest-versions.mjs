// Installs the versions of test/versions/newest into a folder of their own, once for each lockfile, and says where that is.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const manifest = fileURLToPath(new URL('../test/versions/newest/', import.meta.url));
const folder = fileURLToPath(new URL('../node_modules/.cache/newest/', import.meta.url));
const done = `${folder}node_modules/.package-lock.json`; // npm writes it last.

const locked = (path) => existsSync(path) ? readFileSync(path, 'utf8') : '';
if (!existsSync(done) || locked(`${folder}package-lock.json`) !== locked(`${manifest}package-lock.json`)) {
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(`${manifest}${file}`, `${folder}${file}`);
  const { status } = spawnSync('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm could not install ${manifest}package-lock.json, got: exit status ${status}; see its messages above`);
}
console.log(folder);
