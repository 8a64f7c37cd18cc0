import { awscdk } from 'projen';

/** `npm run test:clients`: real clients follow a name through a failover, over TLS. */
export function clients(project: awscdk.AwsCdkConstructLibrary): void {
  project.addDevDeps('ioredis@6.0.0'); // one of the clients; node-redis is there for the demo

  const task = project.addTask('test:clients', { description: 'Try the clients of docs/clients-and-tls.md against encrypted servers and a name that moves' });
  task.exec('node scripts/redis-server.mjs');
  task.spawn(project.tasks.tryFind('bundle')!);
  task.exec('node test/clients/install.mjs');
  task.exec("jest --ci test/clients --testMatch '**/test/clients/*.story.ts'", { receiveArgs: true });
  task.env('CDK_VALIDATION', 'false');
  task.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
}
