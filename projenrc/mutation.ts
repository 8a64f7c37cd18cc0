import { awscdk } from 'projen';

/** `npm run test:mutation`: do the tests of the pure modules notice a changed line? Takes long, so no part of a build. */
export function mutation(project: awscdk.AwsCdkConstructLibrary): void {
  project.addDevDeps('@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1'); // 10 needs Node 22

  project.addTask('test:mutation', { description: 'Mutate the pure modules and see the tests fail', exec: 'stryker run test/mutation/stryker.config.mjs', receiveArgs: true });
}
