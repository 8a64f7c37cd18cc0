import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** Bundles the blog's function with the same SDK clients, by the same means, as ours. Returns its folder. */
export async function bundleBlogFunction(folder: string): Promise<string> {
  const outdir = join(folder, 'blog function');
  await build({
    absWorkingDir: resolve(__dirname, '..', '..', '..'),
    entryPoints: ['test/demo/blog/redis-replica-autocname.ts'],
    outfile: join(outdir, 'index.js'),
    tsconfig: 'tsconfig.dev.json',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': './src/reconciler/aws/environment-credentials.ts' },
    logLevel: 'warning',
  });
  return outdir;
}
