// Synthesizes the example and every snippet of the pages, each into a folder of its own below FOLDER: synthesize.ts FOLDER [MODE]. In mode cdk-nag
// it writes beside the templates what that finds, and in mode unencrypted it makes the example only, with a fault. A version of aws-cdk-lib that validates templates, with the flags that it recommends, refuses what breaks a rule.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, CfnResource } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { given } from './given';
import { programOf, snippets } from './snippets';
import { nagLogger } from '../nag-logger';

const [folder, mode] = process.argv.slice(2);
const example = readFileSync(join(__dirname, '..', '..', 'examples', 'typescript', 'app.ts'), 'utf8');

if (mode === 'unencrypted') {
  synthesize('example', example.replace(/^ *transitEncryptionEnabled: true,$/m, ''));
  process.exit();
}
synthesize('example', example);
for (const snippet of snippets()) synthesize(snippet.name, programOf(snippet));

function synthesize(name: string, program: string) {
  process.env.CDK_OUTDIR = join(folder, name);
  const { outputText } = transpileModule(program.replace(/^app\.synth\(\);$/m, 'check(app);'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  try {
    new Function('require', 'exports', 'given', 'App', 'check', `{${outputText}}`)(require, {}, given, App, check);
  } catch (error) {
    throw new Error(`${name} must synthesize, got: ${error}`, { cause: error });
  }
}

function check(app: App) {
  const found: [rule: string, path: string][] = [];
  for (const stack of app.node.children) if (!stack.node.findAll().some(CfnResource.isCfnResource)) app.node.tryRemoveChild(stack.node.id); // of a snippet without any
  const logger = nagLogger((rule, path) => found.push([rule, path]));
  if (mode === 'cdk-nag') Aspects.of(app).add(new AwsSolutionsChecks({ reports: false, additionalLoggers: [logger] }));
  const { directory } = app.synth({ force: true }); // a snippet may have synthesized already
  if (mode === 'cdk-nag') writeFileSync(join(directory, 'cdk-nag.json'), JSON.stringify(found));
  process.removeAllListeners('beforeExit'); // an app with CDK_OUTDIR synthesizes itself once more at the end
}
