import { awscdk } from 'projen';

/** What shows that the library is at home under its users' policies and versions. */
export function policies(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps(
    'cdk-nag@2.37.55', // later ones want newer constructs than our floor, and version 3 a newer aws-cdk-lib: test/versions/newest has them.
  );
}
