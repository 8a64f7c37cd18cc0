import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = 'assets/reconciler/index.js';

let dist: string;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'release-'));
  for (const folder of ['js', 'python', 'java']) mkdirSync(join(dist, folder));
});

afterEach(() => rmSync(dist, { recursive: true }));

describe('what a release says that it holds', () => {
  test('is each package that is in the program, with the hash by which npm installed it, and the SHA-256 of all files', () => {
    pack();
    writeFileSync(join(dist, 'python', 'some.whl'), 'a wheel');
    write();
    const { bomFormat, components, metadata } = JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8'));
    expect(bomFormat).toBe('CycloneDX');
    expect(metadata.component.purl).toBe('pkg:npm/cdk-replica-endpoint-dns@1.2.3');
    const [program, ...packages] = components as { name: string; version: string; hashes: { content: string }[] }[];
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['@aws-sdk/client-elasticache', '@aws-sdk/client-route-53', '@smithy/core']));
    for (const { name, version, hashes } of packages) expect([name, version, hashes[0].content]).toEqual([name, ...installed(name)]);
    // coreutils' opinion, not the script's.
    expect(execFileSync('sha256sum', [PROGRAM], { cwd: ROOT, encoding: 'utf8' })).toBe(`${program.hashes[0].content}  ${PROGRAM}\n`);
    const checked = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: dist, encoding: 'utf8' });
    expect(checked.trim().split('\n')).toEqual([`${PROGRAM}: OK`, 'js/library.tgz: OK', 'python/some.whl: OK', 'sbom.cdx.json: OK']);
  });

  test('is the same each time', () => {
    pack();
    write();
    const before = readFileSync(join(dist, 'SHA256SUMS'), 'utf8');
    write();
    expect(readFileSync(join(dist, 'SHA256SUMS'), 'utf8')).toBe(before);
  });

  test('is refused when something is in the program that package-lock.json does not pin', () => {
    pack('left-pad 1.3.0 (WTFPL)\n');
    expect(write).toThrow(/all that is bundled must be in package-lock.json, got: left-pad@1.3.0/);
  });
});

/** A tarball with the program as it was bundled, and what a hand has added to its licences. */
function pack(moreLicences = '') {
  const folder = join(dist, 'packing', 'package');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  cpSync(join(ROOT, 'assets'), join(folder, 'assets'), { recursive: true });
  const licences = join(folder, 'assets', 'third-party-licenses.txt');
  writeFileSync(licences, moreLicences + readFileSync(licences, 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'cdk-replica-endpoint-dns', version: '1.2.3' }));
  execFileSync('tar', ['-czf', join(dist, 'js', 'library.tgz'), '-C', join(dist, 'packing'), 'package']);
}

function write() {
  execFileSync(process.execPath, ['scripts/sbom.mjs', dist], { cwd: ROOT, stdio: 'pipe' });
}

/** Version and SHA-512 of a package as package-lock.json has them. */
function installed(name: string): [string, string] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { version, integrity } = packages[`node_modules/${name}`];
  return [version, Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex')];
}
