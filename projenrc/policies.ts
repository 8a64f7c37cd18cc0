import { awscdk } from 'projen';

/** What shows that the library is at home under its users' policies and versions. */
export function policies(project: awscdk.AwsCdkConstructLibrary) {
  // later ones want newer constructs than our floor, and version 3 a newer aws-cdk-lib: test/versions/newest has them.
  project.addDevDeps('cdk-nag@2.37.55');

  const versions = project.addTask('test:versions', {
    description: 'The construct with the newest aws-cdk-lib, under cdk-nag 3; the bundle on Node.js 22 and 24',
  });
  versions.exec('node scripts/newest-versions.mjs');
  versions.spawn(project.tasks.tryFind('bundle')!);
  versions.exec('tsc -p test/versions/tsconfig.newest.json');
  versions.exec('jest --ci --config test/versions/jest.newest.cjs', { receiveArgs: true });
  versions.env('CDK_VALIDATION', 'false'); // one test turns it on
  versions.env('JSII_DEPRECATED', 'fail'); // what is deprecated now is gone in the next major version
  versions.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');

  // cdk-nag 3 is installed by the task only.
  project.eslint!.addOverride({
    files: ['test/versions/*.ts'],
    rules: { 'import/no-unresolved': ['error', { ignore: ['^cdk-nag-3$'] }], 'import/no-extraneous-dependencies': 'off' },
  });
}
