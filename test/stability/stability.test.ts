import { appendFileSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleIn, copyRepository, makeBundle, ROOT, synthesize } from './repository';

jest.setTimeout(120_000); // processes are started, and the machine may be busy.

const scratch = mkdtempSync(join(tmpdir(), 'stability-'));
const elsewhere = join(scratch, 'somebody else');

beforeAll(() => {
  copyRepository(elsewhere);
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

test('the bundle is the same, byte for byte, wherever it is made', async () => {
  expect((await makeBundle(elsewhere)).equals(readFileSync(bundleIn(ROOT)))).toBe(true);
});

test('synthesis is the same in every process, folder and year; the hash of the asset changes with the bundle, and with nothing else of the library', async () => {
  const here = await synthesize(ROOT, join(scratch, 'here'));
  expect(here.template).toContain('Custom::ReplicaEndpointDns');

  utimesSync(bundleIn(elsewhere), new Date('2020-01-01'), new Date('2020-01-01'));
  for (const file of ['src/zone-reconciler/alarms.ts', 'package.json', 'README.md']) appendFileSync(join(elsewhere, file), '\n');
  expect(await synthesize(elsewhere, join(scratch, 'there'))).toEqual(here);

  appendFileSync(bundleIn(elsewhere), '\n');
  const { hashes, template } = await synthesize(elsewhere, join(scratch, 'changed'));
  expect(withoutHashes(template)).toBe(withoutHashes(here.template));
  expect(hashes).toHaveLength(here.hashes.length);
  expect(hashes.filter((hash) => here.hashes.includes(hash))).toEqual([]); // the template itself is an asset too, and names the bundle's hash.
});

/** As docs/testing-your-app.md has users do it for their snapshots. */
function withoutHashes(template: string): string {
  return template.replace(/[0-9a-f]{64}(?=\.zip)/g, 'ASSET');
}
