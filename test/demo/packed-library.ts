import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runProgram } from './run-program';

const CHECKOUT = resolve(__dirname, '..', '..');
const BUNDLE = join('assets', 'reconciler', 'index.js');

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface PackedLibrary {
  /** A folder whose `node_modules` hold the library as npm would install it. */
  readonly consumer: string;
  readonly version: string;
  readonly bundle: Bundle;
}

/**
 * Makes the npm tarball and installs it for a consumer. All is done in a copy of the sources, so that the checkout stays as it is and two runs
 * don't disturb each other.
 */
export async function packLibrary(folder: string): Promise<PackedLibrary> {
  const copy = join(folder, 'library');
  for (const source of ['src', 'scripts', 'package.json', '.npmignore', 'README.md', 'LICENSE', 'tsconfig.dev.json']) {
    cpSync(join(CHECKOUT, source), join(copy, source), { recursive: true });
  }
  symlinkSync(join(CHECKOUT, 'node_modules'), join(copy, 'node_modules'));
  await Promise.all([
    runProgram(process.execPath, [join('scripts', 'bundle.mjs')], copy),
    // the arguments are those of the project's `compile` task.
    runProgram(join('node_modules', '.bin', 'jsii'), ['--silence-warnings=reserved-word', '--compress-assembly'], copy, {
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
    }),
  ]);
  const packed = await runProgram('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], copy);
  const [{ filename, version }] = JSON.parse(packed) as [{ filename: string; version: string }];

  const consumer = join(folder, 'consumer');
  const installed = join(consumer, 'node_modules', 'cdk-replica-endpoint-dns');
  mkdirSync(installed, { recursive: true });
  await runProgram('tar', ['-xzf', join(folder, filename), '-C', installed, '--strip-components', '1'], folder);
  for (const peer of ['aws-cdk-lib', 'constructs']) symlinkSync(join(CHECKOUT, 'node_modules', peer), join(consumer, 'node_modules', peer));
  return { consumer, version, bundle: bundleIn(join(installed, BUNDLE)) };
}

/** Of the assets of a synthesized app, the one that is the library's bundle, byte for byte. */
export function sameBundle(bundle: Bundle, assets: readonly string[]): void {
  const found = assets.map((asset) => join(asset, 'index.js')).filter(existsSync).map(bundleIn);
  if (!found.some(({ sha256 }) => sha256 === bundle.sha256)) {
    throw new Error(`the deployed function is not the packed one, got: ${found.map(({ sha256 }) => sha256).join(', ') || 'no index.js'}`);
  }
}

function bundleIn(path: string): Bundle {
  const bytes = readFileSync(path);
  return { file: BUNDLE, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
