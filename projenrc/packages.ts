import { awscdk } from 'projen';

/** How the packages of all languages, and the reference of their API, are made and checked. */
export function packages(project: awscdk.AwsCdkConstructLibrary) {
  project.tasks.tryFind('docgen')!.reset('node scripts/api-reference.mjs');
  project.tasks.tryFind('compat')!.reset('node scripts/compatibility.mjs');

  // `package` makes the npm tarball only, without the toolchains of the other languages.
  project.packageTask.reset();
  project.packageTask.spawn(project.tasks.tryFind('package:js')!);

  const snippets = project.addTask('snippets', {
    description: 'Compile the snippets of README, docs and doc comments, and translate them to every language',
    exec: 'node scripts/snippets.mjs',
  });

  const release = project.addTask('release:packages', { description: 'Make the packages of all five languages in dist/, check what the npm tarball holds, and say what is in it: SBOM and SHA-256' });
  release.exec('node scripts/toolchains.mjs');
  release.spawn(project.preCompileTask);
  release.spawn(project.compileTask);
  release.spawn(snippets);
  release.exec('jsii-pacmak --rosetta-unknown-snippets fail --target js python java go --outdir dist');
  release.exec('jsii-pacmak --rosetta-unknown-snippets fail --target dotnet --code-only --outdir dist'); // sources: `dotnet pack` makes the package of them
  release.exec('node scripts/npm-content.mjs');
  release.exec('node scripts/sbom.mjs');

  const bindings = project.addTask('test:bindings', { description: 'Make the packages, and synthesize the examples with them in every language' });
  bindings.spawn(release);
  bindings.exec('tsx --tsconfig tsconfig.dev.json test/bindings/bindings.ts');
  bindings.env('CDK_VALIDATION', 'false');

  const examples = project.addTask('test:examples', {
    description: "The example and the snippets of README and docs, under cfn-lint, checkov, cdk-nag and CDK's own validation",
  });
  examples.exec('node scripts/newest-versions.mjs');
  examples.spawn(project.tasks.tryFind('bundle')!);
  examples.exec('node scripts/python.mjs test/examples/examples.py');

  project.gitignore.exclude('/examples/java/target/', '/examples/go/go.sum', '/examples/typescript/package-lock.json', '.venv/');
  project.npmignore!.exclude('/examples/', '/rosetta/', '/CONTRIBUTING.md', '/SECURITY.md');
}
