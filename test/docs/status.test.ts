import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

test('the packages call themselves experimental for as long as the README says that nobody has run it on AWS', () => {
  const { stability } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(stability).toBe(/never run on AWS/.test(readFileSync(join(ROOT, 'README.md'), 'utf8')) ? 'experimental' : 'stable');
});
