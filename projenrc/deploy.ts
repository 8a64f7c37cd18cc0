import { awscdk } from 'projen';

/** The library in an AWS that we did not write. */
export function deploy(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps('aws-cdk@2.1148.1'); // 3.0.0 does not read what our aws-cdk-lib writes
  project.addTask('test:deploy', {
    description: 'Take an app through the CDK CLI against an AWS emulator',
    exec: 'node scripts/python.mjs test/deploy/deploy.py',
  });
  const secondOpinion = project.addTask('test:second-opinion', {
    description: 'Let botocore and boto3 judge the simulator, and moto the bundle',
    env: { CDK_VALIDATION: 'false', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  secondOpinion.spawn(project.tasks.tryFind('bundle')!);
  secondOpinion.exec('node scripts/python.mjs test/second-opinion/second_opinion.py');
}
