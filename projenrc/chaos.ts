import { awscdk } from 'projen';

/** What tries to break the library. */
export function chaos(project: awscdk.AwsCdkConstructLibrary): void {
  const soak = project.addTask('test:chaos', { description: 'Break everything around the reconcilers, and watch the names as clients do' });
  soak.spawn(project.tasks.tryFind('bundle')!);
  soak.exec('tsx --tsconfig tsconfig.dev.json test/chaos/chaos.ts', { receiveArgs: true });
  soak.env('CDK_VALIDATION', 'false');
  soak.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}
