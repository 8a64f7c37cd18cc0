// Bundles the Lambda program: one CommonJS file with the SDK in it, and beside its folder the licences of what it holds.
// `--metafile` also writes what it is made of to dist/metafile.json.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = `${root}assets/reconciler`;
rmSync(outdir, { recursive: true, force: true });

/**
 * The SDK's clients know every operation and error of their service. Two changes to their schema files let esbuild drop what is never used:
 * keys that are literals instead of constants have no side effects, and errors that aren't registered aren't needed (an unregistered error
 * still carries its code as its name). The versions are pinned; should a newer one look different, the bundle fails here.
 */
const onlyWhatIsUsed = {
  name: 'only-what-is-used',
  setup({ onLoad }) {
    onLoad({ filter: /client-(route-53|elasticache)[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const constants = new Map([...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]));
      let literals = 0;
      let errors = 0;
      const contents = source
        .replace(/\[(_\w+)\]:/g, (key, name) => (constants.has(name) ? (literals += 1, `${constants.get(name)}:`) : key))
        .replace(/^n0_registry\.registerError\(.*\);$/gm, () => (errors += 1, ''));
      if (literals === 0 || errors === 0) throw new Error(`${path} is not as expected: ${literals} keys and ${errors} errors were found`);
      return { contents, loader: 'js' };
    });
  },
};

/** No operation of ours streams events. */
const noEventStreams = {
  name: 'no-event-streams',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path }) => ({ path, namespace: 'no-event-streams' }));
    onLoad({ filter: /.*/, namespace: 'no-event-streams' }, () => ({
      contents: 'export class EventStreamSerde { constructor() { throw new Error("event streams are not bundled"); } }',
    }));
  },
};

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
  mainFields: ['module', 'main'], // the SDK's CommonJS builds can't be tree-shaken.
  conditions: ['module'],
  legalComments: 'none',
  alias: { '@aws-sdk/credential-provider-node': './src/reconciler/aws/environment-credentials.ts' }, // saves the chain that no Lambda needs.
  plugins: [onlyWhatIsUsed, noEventStreams],
  metafile: true,
  logLevel: 'warning',
});

const forbidden = Object.keys(metafile.inputs).filter((input) => /credential-provider-(?!env)|nested-clients|undici/.test(input));
if (forbidden.length > 0) throw new Error(`the bundle must hold no credential chain and no undici, got: ${forbidden.join(', ')}`);
writeFileSync(`${root}assets/third-party-licenses.txt`, thirdPartyLicenses(metafile, root));
if (process.argv.includes('--metafile')) {
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(`${root}dist/metafile.json`, JSON.stringify(metafile));
}
