import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const ROOT = join(__dirname, '..', '..');

/** What the bundle is made of and with. The rest of node_modules is linked. */
const BUNDLED = ['@aws', '@aws-sdk', '@esbuild', '@smithy', 'bowser', 'esbuild', 'tslib'];

/** Copies the repository into another folder, as somebody else would have it. */
export function copyRepository(folder: string) {
  for (const part of ['src', 'scripts', 'assets', 'test/stability', 'package.json', 'tsconfig.dev.json']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    const [from, to] = [ROOT, folder].map((root) => join(root, 'node_modules', name));
    if (BUNDLED.includes(name)) cpSync(from, to, { recursive: true });
    else symlinkSync(from, to);
  }
}

export function bundleIn(folder: string): string {
  return join(folder, 'assets', 'reconciler', 'index.js');
}

export async function makeBundle(folder: string): Promise<Buffer> {
  rmSync(join(folder, 'assets'), { recursive: true });
  await run(process.execPath, [join(folder, 'scripts', 'bundle.mjs')], { cwd: folder });
  return readFileSync(bundleIn(folder));
}

/** What a process of its own makes of the typical app: the template, and the hashes of its assets. */
export async function synthesize(folder: string, outdir: string): Promise<{ readonly template: string; readonly hashes: string[] }> {
  const app = join(folder, 'test', 'stability', 'typical-app.ts');
  await run(process.execPath, [join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), app, outdir], { cwd: join(folder, 'test') });
  const { files } = JSON.parse(readFileSync(join(outdir, 'Orders.assets.json'), 'utf8'));
  return { template: readFileSync(join(outdir, 'Orders.template.json'), 'utf8'), hashes: Object.keys(files).sort() };
}
