import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';
import { Language } from './language';

export const typescript: Language = {
  name: 'typescript',
  synth: ['node_modules/.bin/tsx', 'app.ts'],
  async install(app, dist) {
    const tarball = readdirSync(join(dist, 'js')).find((file) => file.endsWith('.tgz'))!;
    await run(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(dist, 'js', tarball)], app);
    await run(['node_modules/.bin/tsc', '-p', '.'], app);
  },
};
