import { awscdk } from 'projen';

/** `npm run test:mutation`: do the tests of the program notice a changed line? */
export function mutation(project: awscdk.AwsCdkConstructLibrary): void {
  project.addDevDeps('@stryker-mutator/core@9.6.1', '@stryker-mutator/jest-runner@9.6.1'); // 10 needs Node 22

  const whole = project.addTask('test:mutation', { description: 'Mutate the program, room by room, and see the tests fail' });
  whole.exec('node test/mutation/mutate.mjs', { receiveArgs: true });
  const changed = project.addTask('test:mutation:changed', { description: 'Mutate what changed of the program, for ten minutes at most' });
  changed.exec('node test/mutation/mutate.mjs --changed');
  for (const task of [whole, changed]) task.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}
