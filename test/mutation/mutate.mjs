// Do the tests of the program notice a changed line? Room by room, each by its own tests.
//
//   npm run test:mutation                      the whole program
//   npm run test:mutation -- deploy decide     these rooms
//   npm run test:mutation:changed              what differs from origin/main, or from the commit before, for ten minutes at most
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The least score in percent; what only adapts and wakes up has none, and a few changed files have too few mutants for one. */
const ROOMS = { decide: 85, deploy: 85, pass: 85, aws: undefined, 'wake-ups': undefined };
const CHANGED_MS = 10 * 60_000;

const words = process.argv.slice(2);
const isChanged = words.includes('--changed');
const unknown = words.find((word) => word !== '--changed' && !(word in ROOMS));
if (unknown !== undefined) throw new Error(`a room of src/reconciler is asked for, one of ${Object.keys(ROOMS).join(', ')}; got: ${unknown}`);

const changed = isChanged ? changedFiles() : [];
const until = isChanged ? Date.now() + CHANGED_MS : Infinity;
let failed = false;
for (const room of Object.keys(ROOMS)) {
  const files = changed.filter((file) => new RegExp(`^src/reconciler/${room}/[^/]+\\.ts$`).test(file));
  if (isChanged ? files.length === 0 : words.length > 0 && !words.includes(room)) continue;
  failed = !mutate(room, files) || failed;
}
if (isChanged && changed.length === 0) console.log('nothing of the program changed');
process.exitCode = failed ? 1 : 0;

function mutate(room, files) {
  const env = {
    ...process.env, ROOM: room, ...files.length > 0 && { FILES: files.join(',') }, ...!isChanged && ROOMS[room] !== undefined && { BREAK: String(ROOMS[room]) },
  };
  const timeout = until === Infinity ? undefined : Math.max(1, until - Date.now());
  const { status, error } = spawnSync('stryker', ['run', 'test/mutation/stryker.config.mjs'], { stdio: 'inherit', env, timeout });
  if (error?.code !== 'ETIMEDOUT') return status === 0;
  console.log(`${room}: time is up; npm run test:mutation -- ${room} tells the rest`);
  return true;
}

function changedFiles() {
  const base = ['origin/main', 'HEAD~1'].find((each) => git('rev-parse', '--verify', '--quiet', each).status === 0);
  if (base === undefined) return [];
  const { stdout } = git('diff', '--name-only', '--merge-base', base);
  return stdout.split('\n').filter((file) => file.startsWith('src/reconciler/') && existsSync(file));
}

function git(...args) {
  return spawnSync('git', args, { encoding: 'utf8' });
}
