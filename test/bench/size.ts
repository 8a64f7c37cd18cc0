import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byDefaults, OURS } from './environment/programs';
import { Part } from './part';
import { table } from './table';

/** Bytes of the bundle, as it is and zipped, beside the same program bundled by esbuild's defaults. */
export const size: Part = {
  async measure(print) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-size-'));
    try {
      const bundles = [{ name: 'this library', ...OURS }, { name: "esbuild's defaults, minified", ...await byDefaults(folder) }];
      const sizes = bundles.map(({ name, file }) => ({ name, bytes: statSync(file).size, zipped: zippedBytes(file, folder) }));
      print(table(['bundle', 'bytes', 'zipped'], sizes.map(({ name, bytes, zipped }) => [name, bytes, zipped])));
      const ours = sizes[0];
      const foreign = forbiddenInputs();
      print(`credential chain, undici and the like in it: ${foreign.length === 0 ? 'none' : foreign.join(', ')}`);
      return { bytes: ours.bytes, zipped: ours.zipped, forbiddenInputs: foreign.length };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** As the asset is uploaded: a zip, best compression, no extra fields. Python is on every machine that builds the bindings, zip is not. */
function zippedBytes(file: string, folder: string): number {
  const archive = join(folder, 'asset.zip');
  rmSync(archive, { force: true });
  const script = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=9).write(sys.argv[2], "index.js")';
  execFileSync('python3', ['-c', script, archive, file]);
  return statSync(archive).size;
}

/** What must not be in the bundle, looked for in what it is made of. */
function forbiddenInputs(): string[] {
  const { inputs } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'dist', 'metafile.json'), 'utf8')) as { inputs: Record<string, unknown> };
  return Object.keys(inputs).filter((input) => /credential-provider-|nested-clients|undici/.test(input));
}
