// Bundles the Lambda program: one CommonJS file with the SDK in it. Why each option: docs/performance.md.
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = `${root}assets/reconciler`;
rmSync(outdir, { recursive: true, force: true });

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/reconciler/handler.lambda.ts'],
  outfile: `${outdir}/index.js`,
  tsconfig: 'tsconfig.dev.json',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'], // the SDK's CommonJS builds can't be tree-shaken
  conditions: ['module'],
  legalComments: 'none',
  alias: { '@aws-sdk/credential-provider-node': './src/reconciler/environment-credentials.ts' }, // Lambda gives credentials by environment, always
  metafile: true,
  logLevel: 'warning',
});

const forbidden = Object.keys(metafile.inputs).filter((input) => /credential-provider-(?!env)|nested-clients|undici/.test(input));
if (forbidden.length > 0) throw new Error(`the bundle must hold no credential chain and no undici, got: ${forbidden.join(', ')}`);
if (process.argv.includes('--metafile')) writeFileSync(`${root}dist/metafile.json`, JSON.stringify(metafile));
