// Compares what the npm tarball in dist/js holds with scripts/npm-content.txt, where a star stands for any part of a file's name.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/js/', import.meta.url));
const list = fileURLToPath(new URL('npm-content.txt', import.meta.url));

const tarballs = readdirSync(dist).filter((file) => file.endsWith('.tgz'));
if (tarballs.length !== 1) throw new Error(`one npm tarball is expected in dist/js, got: ${tarballs.join(', ') || 'none'}`);
const held = execFileSync('tar', ['-tzf', `${dist}${tarballs[0]}`], { encoding: 'utf8' }).trim().split('\n')
  .map((path) => path.replace(/^package\//, ''));
const expected = readFileSync(list, 'utf8').trim().split('\n')
  .map((line) => ({ line, pattern: new RegExp(`^${line.split('*').map((part) => part.replace(/[.+]/g, '\\$&')).join('[^/]*')}$`) }));

const unexpected = held.filter((path) => !expected.some(({ pattern }) => pattern.test(path)));
const missing = expected.filter(({ pattern }) => !held.some((path) => pattern.test(path)));
for (const path of unexpected) console.error(`${path} is in the npm tarball but not in scripts/npm-content.txt: list it there or in .npmignore`);
for (const { line } of missing) console.error(`${line} is in scripts/npm-content.txt but not in the npm tarball`);
process.exitCode = unexpected.length + missing.length > 0 ? 1 : 0;
if (!process.exitCode) console.log(`${tarballs[0]}: ${held.length} files, as listed`);
