import { join, resolve } from 'node:path';
import { build, BuildOptions } from 'esbuild';
import { GROUP, ZONE } from './called-aws';
import { Program } from './environment';
import { bundleBlogFunction } from '../../demo/blog/blog-function';

const ROOT = resolve(__dirname, '..', '..', '..');
export const RECONCILER = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/c8e5a8a0/reconciler';

/** The bundle as it is deployed. */
export const OURS = reconciler(join(ROOT, 'assets', 'reconciler', 'index.js'));

/** The same handler as esbuild bundles it for Node.js, minified, without an option of ours. */
export async function byDefaults(folder: string): Promise<Program> {
  return reconciler(await bundled(join(folder, 'defaults.js'), { minify: true }));
}

/** The same handler as CDK's NodejsFunction bundles it: the SDK is left to the runtime, here to node_modules. */
export async function asNodejsFunction(folder: string): Promise<Program> {
  const program = reconciler(await bundled(join(folder, 'nodejs-function.js'), { external: ['@aws-sdk/*', '@smithy/*'] }));
  return { ...program, variables: { ...program.variables, NODE_PATH: join(ROOT, 'node_modules') } };
}

/** The blog's function, with the same clients. */
export async function blog(folder: string): Promise<Program> {
  return {
    file: join(await bundleBlogFunction(folder), 'index.js'),
    handler: 'lambda_handler',
    variables: { aws_region: 'eu-west-1', cname: `read.${ZONE.name}.`, zone_id: ZONE.id, cluster: GROUP },
    event: (node) => ({ Records: [{ Sns: { Message: JSON.stringify({ 'ElastiCache:FailoverComplete': node }) } }] }),
  };
}

function reconciler(file: string): Program {
  return {
    file,
    handler: 'reconcile',
    variables: { HOSTED_ZONE_ID: ZONE.id, ZONE_NAME: ZONE.name, RECONCILER, AWS_LAMBDA_FUNCTION_NAME: 'reconciler' },
    event: (node) => ({
      Records: [{ messageId: 'm1', body: JSON.stringify({ 'ElastiCache:FailoverComplete': node }), attributes: { SentTimestamp: String(Date.now()) } }],
    }),
  };
}

async function bundled(outfile: string, options: BuildOptions): Promise<string> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/reconciler/handler.lambda.ts'],
    outfile,
    tsconfig: 'tsconfig.dev.json',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'warning',
    ...options,
  });
  return outfile;
}
