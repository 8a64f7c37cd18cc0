import { awscdk } from 'projen';

/** How the packages of all languages, and the reference of their API, are made and checked. */
export function packages(project: awscdk.AwsCdkConstructLibrary) {
  const docgen = project.tasks.tryFind('docgen')!;
  docgen.reset('node scripts/api-reference.mjs');

  // `package` makes the npm tarball only; `bindings` the other languages' sources without their toolchains.
  project.packageTask.reset();
  project.packageTask.spawn(project.tasks.tryFind('package:js')!);
  project.addTask('bindings', {
    description: 'Generate the sources of the other language bindings',
    exec: 'jsii-pacmak --code-only --target python java dotnet go --outdir dist/bindings',
  });
}
