import { awscdk } from 'projen';

/** What tries to break the library. */
export function chaos(project: awscdk.AwsCdkConstructLibrary): void {
  const soak = project.addTask('test:chaos', { description: 'Break everything around the reconcilers, and watch the names as clients do' });
  soak.spawn(project.tasks.tryFind('bundle')!);
  soak.exec('tsx --tsconfig tsconfig.dev.json test/chaos/chaos.ts', { receiveArgs: true });
  soak.env('CDK_VALIDATION', 'false');
  soak.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');

  const life = project.addTask('test:life', { description: 'Lead claims through every sequence of deployments, with all that can go wrong in them' });
  life.exec('tsx --tsconfig tsconfig.dev.json test/claim-life/life.ts');

  const orders = project.addTask('test:orders', { description: 'Run reconcilers and deployments at once, in every order of their calls' });
  orders.exec('jest --ci --maxWorkers=100% test/concurrency');
  orders.env('EXPLORE', 'whole');

  const sabotage = project.addTask('test:sabotage', { description: 'Break the library line by line, and see the test that is named for each break go red' });
  sabotage.spawn(project.tasks.tryFind('bundle')!);
  sabotage.exec('tsx --tsconfig tsconfig.dev.json test/sabotage/sabotage.ts', { receiveArgs: true });
  sabotage.env('CDK_VALIDATION', 'false');
  sabotage.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}
