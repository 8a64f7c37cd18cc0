import { awscdk, javascript, typescript } from 'projen';
import { benchmarks } from './projenrc/bench';
import { chaos } from './projenrc/chaos';
import { clients } from './projenrc/clients';
import { deploy } from './projenrc/deploy';
import { mutation } from './projenrc/mutation';
import { packages } from './projenrc/packages';
import { pinned } from './projenrc/pinned';
import { policies } from './projenrc/policies';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-replica-endpoint-dns',
  description: 'One DNS name per ElastiCache read replica, kept on a node that really serves as a replica, through failover, scaling and replacement.',
  author: 'cdk-replica-endpoint-dns contributors',
  authorAddress: 'cdk-replica-endpoint-dns@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-replica-endpoint-dns/cdk-replica-endpoint-dns.git',
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  majorVersion: 0,
  stability: 'experimental', // nobody has run it on AWS; the wheel must not say "Production/Stable"
  keywords: ['aws-cdk', 'cdk', 'awscdk', 'elasticache', 'valkey', 'redis', 'route53', 'dns', 'failover', 'read-replica'],

  // the floor: route53.IHostedZone fits the interfaces submodule from 2.229, IReplicationGroupRef lives there from 2.224, NODEJS_24_X from 2.224.
  // 2.230.0 is the lowest of these that the bindings' tests can have in all four languages; in Go it does not compile with constructs 10.5 or newer.
  cdkVersion: '2.230.0',
  constructsVersion: '10.4.2',
  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3', // ts-jest and typescript-eslint do not take 7 yet
  minNodeVersion: '20.16.0',
  devDeps: [
    '@aws-sdk/client-elasticache@3.1127.0', // bundled: pinned exactly, so that the same commit makes the same bytes
    '@aws-sdk/client-route-53@3.1169.0', // bundled: as above
    '@types/aws-lambda@8.10.164',
    '@types/dns-packet@5.6.5',
    'aws-sdk-client-mock@4.1.0',
    'dns-packet@5.6.1',
    'esbuild@0.28.2',
    'fast-check@4.10.0',
    'fast-xml-parser@5.12.1',
    'redis@6.3.1', // the demo's reading clients
    'tsx@4.23.15',
  ],

  // tsconfig.dev.json is ours; tsconfig.json is made by jsii and not committed.
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx({ tsconfig: 'tsconfig.dev.json' }) },
  disableTsconfig: true,
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: { include: ['.projenrc.ts'] },
  excludeTypescript: ['src/reconciler/**/*.ts'], // what the construct imports of it (settings, names) comes in by import
  sampleCode: false,
  vscode: false,

  // the bundle is made by scripts/bundle.mjs, whose recipe needs options that projen's bundler does not pass on.
  lambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  integrationTestAutoDiscover: false,

  // no hosted workflows
  github: false,
  release: false,
  depsUpgrade: false,
  pullRequestTemplate: false,

  typecheckTests: true,
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      collectCoverage: false,
      reporters: [new javascript.JestReporter('<rootDir>/scripts/nothing-skipped.cjs')],
      testTimeout: 120_000, // for a machine that is busy with other things
      globalSetup: '<rootDir>/scripts/temporary-folder.cjs',
      globalTeardown: '<rootDir>/scripts/temporary-folder-gone.cjs',
      cacheDirectory: '<rootDir>/node_modules/.cache/jest', // not in the temporary folder, of which nothing is to be left
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'] },
  },

  publishToPypi: { distName: 'cdk-replica-endpoint-dns', module: 'cdk_replica_endpoint_dns' },
  publishToMaven: {
    javaPackage: 'io.github.cdkreplicaendpointdns',
    mavenGroupId: 'io.github.cdk-replica-endpoint-dns',
    mavenArtifactId: 'cdk-replica-endpoint-dns',
  },
  publishToNuget: { dotNetNamespace: 'CdkReplicaEndpointDns', packageId: 'CdkReplicaEndpointDns' }, // C# prefers no class to be named as its namespace
  publishToGo: { moduleName: 'github.com/cdk-replica-endpoint-dns/cdk-replica-endpoint-dns-go', packageName: 'replicaendpointdns' },
  compressAssembly: true,
});

// The Lambda side bundles the SDK: it is never a dependency of the package.
project.eslint!.allowDevDeps('src/reconciler/**');

// Walls between rooms. The program knows nothing of CDK; the construct knows only the program's contract; the simulator knows nothing of us.
const cdk = ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'];
project.eslint!.addRules({
  'import/no-restricted-paths': ['error', {
    zones: [
      { target: './src/reconciler', from: './src', except: ['./reconciler'], message: 'the program stands alone' },
      { target: './src/!(reconciler)/**', from: './src/reconciler', except: ['./settings.ts', './names.ts'], message: 'the construct sees the contract only' },
      { target: './src/*.ts', from: './src/reconciler', except: ['./settings.ts', './names.ts'], message: 'the construct sees the contract only' },
      { target: './src/reconciler/decide', from: './src/reconciler', except: ['./decide', './settings.ts', './names.ts'], message: 'decisions are pure' },
      { target: './src/reconciler/aws', from: './src/reconciler', except: ['./aws', './decide', './settings.ts', './names.ts', './world.ts'], message: 'adapters decide nothing' },
      { target: './src/reconciler/deploy', from: './src/reconciler/wake-ups', message: 'a deployment is no wake-up' },
      { target: './src/reconciler/pass', from: ['./src/reconciler/deploy', './src/reconciler/wake-ups'], message: 'a pass knows not who asked for it' },
      { target: './src', from: './test' },
      { target: './test/simulator', from: './src', message: 'the simulator models AWS, not us' },
    ],
  }],
  'max-lines': ['error', { max: 200, skipComments: true, skipBlankLines: true }],
});
project.eslint!.addOverride({ files: ['src/reconciler/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: cdk }] } });
// Only the adapters and the wiring know the SDK, the clock and the environment.
project.eslint!.addOverride({
  files: ['src/reconciler/!(handler.lambda).ts', 'src/reconciler/!(aws)/*.ts', 'src/reconciler/aws/!(hosted-zone|zone-pages|replication-groups|elasticache-requests|described-group|environment-credentials).ts'],
  rules: {
    'no-restricted-imports': ['error', { patterns: [...cdk, '@aws-sdk/*'] }],
    'no-restricted-globals': ['error', 'process', 'console', 'setTimeout', 'fetch'],
  },
});

// projen's default starts npx once per (sub)task, more than a second each.
project.tasks.addEnvironment('PATH', '$(node --print "process.cwd() + \'/node_modules/.bin:\' + process.env.PATH")');
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

const bundle = project.addTask('bundle', { description: 'Bundle the Lambda program into assets/', exec: 'node scripts/bundle.mjs' });
project.preCompileTask.prependExec('rm -rf lib dist tsconfig.json .jsii .jsii.gz .jsii.tabl.json'); // stale outputs would be published
project.preCompileTask.spawn(bundle);

// `npm test`: what it needs (a redis-server, the bundle), the type check, the tests. Lint has its own task.
project.testTask.reset();
project.testTask.exec('node scripts/redis-server.mjs');
project.testTask.spawn(bundle);
project.testTask.exec('tsc --noEmit -p tsconfig.dev.json');
project.testTask.exec('jest --ci --maxWorkers=100%', { receiveArgs: true }); // jest would leave one core of two idle
project.testTask.env('CDK_VALIDATION', 'false'); // newer aws-cdk-lib validate every template for seconds; one CI run does it
project.testTask.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
project.testTask.env('NODE_DISABLE_COMPILE_CACHE', '1'); // tsc would leave one in the temporary folder
project.addScripts({ lint: 'npx projen eslint', prepack: 'node scripts/prepack.mjs' });

const demo = project.addTask('demo', { description: 'Watch names follow replicas through failovers, without AWS', receiveArgs: true });
demo.exec('node scripts/redis-server.mjs');
demo.exec('tsx --tsconfig tsconfig.dev.json test/demo/demo.ts', { receiveArgs: true });
demo.env('CDK_VALIDATION', 'false');
demo.env('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');

packages(project);
pinned(project);
benchmarks(project);
mutation(project);
chaos(project);
deploy(project);
clients(project);

project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('audit', 'false');
project.npmrc.addConfig('fund', 'false');
// what they would compile comes as a package of its own.
project.package.addField('allowScripts', { '@parcel/watcher': false, 'esbuild': false, 'unrs-resolver': false });
project.package.addPackageResolutions('unrs-resolver@1.12.2'); // 1.13.0 was published without some of its platform packages

project.gitignore.removePatterns('tsconfig.json');
project.gitignore.exclude('/tsconfig.json', '.jsii.gz', '.jsii.tabl.json', 'cdk.out/', '/assets/', '/demo-report/');
project.npmignore!.include('.jsii.gz', '/assets/');
project.npmignore!.exclude('.jsii.tabl.json', '/scripts/', '/.ci/', '/demo-report/', '/docs/');

policies(project);

project.synth();
