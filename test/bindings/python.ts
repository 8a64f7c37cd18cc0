import { join } from 'node:path';
import { run } from './command';
import { Language } from './language';

export const python: Language = {
  name: 'python',
  synth: ['.venv/bin/python', 'app.py'],
  async install(app, dist) {
    await run(['python3', '-m', 'venv', '.venv'], app);
    await run(['.venv/bin/pip', 'install', '--quiet', '--find-links', join(dist, 'python'), '--requirement', 'requirements.txt'], app);
  },
};
