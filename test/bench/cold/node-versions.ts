import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface NodeVersion {
  readonly name: string;
  readonly binary: string;
}

/** Node.js of these major versions, from npm's `node` package, outside of the lockfile; kept in node_modules/.cache. */
export function nodeVersions(majors: readonly number[]): NodeVersion[] {
  return majors.map((major) => {
    const folder = join(__dirname, '..', '..', '..', 'node_modules', '.cache', `bench-node-${major}`);
    const binary = join(folder, 'node_modules', 'node', 'bin', 'node');
    mkdirSync(folder, { recursive: true });
    // without what npm has set for the script that runs here.
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_')));
    execFileSync('npm', ['install', '--no-save', '--prefer-offline', '--prefix', folder, `node@${major}`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    return { name: execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim(), binary };
  });
}
