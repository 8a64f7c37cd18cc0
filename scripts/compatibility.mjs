// Compares the API with that of the newest release. Before the first release there is nothing to be compatible with.
import { spawnSync } from 'node:child_process';

const name = 'cdk-replica-endpoint-dns';
const view = spawnSync('npm', ['view', name, 'version', '--json'], { encoding: 'utf8' });
const answer = view.stdout.trim() ? JSON.parse(view.stdout) : {};

if (answer.error?.code === 'E404') {
  console.log(`${name} has no release yet: there is nothing to be compatible with, and nothing was compared`);
} else if (view.status !== 0) {
  console.error(`npm can't tell whether ${name} has a release: try again. It said:\n${view.stderr}`);
  process.exitCode = 1;
} else {
  console.log(`comparing with ${name} ${answer}`);
  const args = [`npm:${name}@${answer}`, '.', '--keys', '--error-on', 'all', '--ignore-file', '.compatignore'];
  process.exitCode = spawnSync('jsii-diff', args, { stdio: 'inherit' }).status ?? 1;
}
