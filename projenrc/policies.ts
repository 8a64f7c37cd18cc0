import { awscdk } from 'projen';

/** What shows that the library is at home under its users' policies and versions. */
export function policies(project: awscdk.AwsCdkConstructLibrary) {
  // later ones want newer constructs than our floor, and version 3 a newer aws-cdk-lib: test/versions/newest has them.
  project.addDevDeps('cdk-nag@2.37.55');

  // the newest pair that knows the cloud assembly of our floor.
  project.addDevDeps('@aws-cdk/integ-runner@2.197.10', '@aws-cdk/integ-tests-alpha@2.214.0-alpha.0');
  const runner = 'integ-runner --directory test/integ --language typescript --app "node_modules/.bin/tsx --tsconfig tsconfig.dev.json {filePath}"';
  const integ = project.addTask('test:integ', { description: 'Compare the templates of the integration tests with their snapshots, without AWS' });
  integ.spawn(project.tasks.tryFind('bundle')!);
  integ.exec(runner);
  const update = project.addTask('test:integ:update', { description: 'Write the snapshots of the integration tests anew, without AWS' });
  update.spawn(project.tasks.tryFind('bundle')!);
  update.exec(`${runner} --dry-run --update-on-failed --parallel-regions us-east-1`);
  const deploy = project.addTask('test:integ:deploy', { description: 'Deploy the integration tests to the account of the credentials, assert, destroy' });
  deploy.spawn(project.tasks.tryFind('bundle')!);
  deploy.exec(`${runner} --force --parallel-regions us-east-1`, { receiveArgs: true });
  // two megabytes of the runner's own program, and what is not compared.
  project.gitignore.exclude('/test/integ/*.snapshot/asset.*', '/test/integ/*.snapshot/tree.json', 'cdk-integ.out.*');

  const versions = project.addTask('test:versions', {
    description: 'The construct with the newest aws-cdk-lib, under cdk-nag 3 and AWS Control Tower\'s controls; the bundle on Node.js 22 and 24',
  });
  versions.exec('node scripts/newest-versions.mjs');
  versions.spawn(project.tasks.tryFind('bundle')!);
  versions.exec('tsc -p test/versions/tsconfig.newest.json');
  versions.exec('jest --ci --config test/versions/jest.newest.cjs', { receiveArgs: true });
  versions.env('CDK_VALIDATION', 'false'); // one test turns it on
  versions.env('JSII_DEPRECATED', 'fail'); // what is deprecated now is gone in the next major version
  versions.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');

  // what the task alone installs.
  project.eslint!.addOverride({
    files: ['test/versions/*.ts'],
    rules: { 'import/no-unresolved': ['error', { ignore: ['^cdk-nag-3$', '^@cdklabs/cdk-validator-cfnguard$'] }], 'import/no-extraneous-dependencies': 'off' },
  });
}
