import { awscdk } from 'projen';

/** The library in an AWS that we did not write. */
export function deploy(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('aws-cdk@2.1148.1'); // 3.0.0 does not read what our aws-cdk-lib writes
  project.addTask('test:deploy', {
    description: 'Take an app through the CDK CLI against an AWS emulator',
    exec: 'node scripts/python.mjs test/deploy/deploy.py',
  });
}
