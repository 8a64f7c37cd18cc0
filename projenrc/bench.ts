import { awscdk } from 'projen';

/** `npm run bench`, with `size`, `cold`, `calls`, `fleet`, `synth` for one part, and `--check` for what can't flake. */
export function benchmarks(project: awscdk.AwsCdkConstructLibrary): void {
  const bench = project.addTask('bench', { description: 'Measure the function, its calls, a herd of failovers, and the synth, without AWS', receiveArgs: true });
  bench.exec('node scripts/bundle.mjs --metafile');
  bench.exec('tsx --tsconfig tsconfig.dev.json test/bench/bench.ts', { receiveArgs: true });
  bench.env('CDK_VALIDATION', 'false');
  bench.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}
