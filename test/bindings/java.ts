import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './command';
import { Language } from './language';

export const java: Language = {
  name: 'java',
  synth: ['mvn', '--quiet', '--batch-mode', 'exec:java'],
  async install(app, dist) {
    // Maven never asks again for a version that it has: without this, the jar of an earlier run would be tried.
    rmSync(join(homedir(), '.m2/repository/io/github/cdk-replica-endpoint-dns'), { recursive: true, force: true });
    const pom = join(app, 'pom.xml');
    const ours = `<repositories><repository><id>dist</id><url>file://${dist}/java</url></repository></repositories>`;
    writeFileSync(pom, readFileSync(pom, 'utf8').replace('<build>', `${ours}<build>`));
    await run(['mvn', '--quiet', '--batch-mode', 'compile'], app);
  },
};
