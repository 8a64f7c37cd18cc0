// Says what a release holds: sbom.mjs [DIST]. Beside the packages in dist/ it writes
//   sbom.cdx.json  CycloneDX: what esbuild took into the Lambda program of the npm tarball, as package-lock.json pins it, and the program's SHA-256
//   SHA256SUMS     of every package, of the SBOM and of the program, for `sha256sum --check`
// The same commit makes the same two files: neither has a time or a random number in it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = process.argv[2] ?? join(root, 'dist');
const PROGRAM = 'assets/reconciler/index.js';
const FOLDERS = ['js', 'python', 'java'];

const tarballs = readdirSync(join(dist, 'js')).filter((file) => file.endsWith('.tgz'));
if (tarballs.length !== 1) throw new Error(`one npm tarball is expected in ${dist}/js, got: ${tarballs.join(', ') || 'none'}`);
const held = (path) => execFileSync('tar', ['-xzOf', join(dist, 'js', tarballs[0]), `package/${path}`], { maxBuffer: 64 * 1024 * 1024 });
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const { name, version } = JSON.parse(held('package.json'));
const program = held(PROGRAM);
const bundled = new Set([...held('assets/third-party-licenses.txt').toString().matchAll(/^(@?[\w./-]+) (\d[\w.+-]*) \(.+\)$/gm)].map(([, of, at]) => `${of}@${at}`));

const npm = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library', '--package-lock-only'];
const { metadata, components, serialNumber, dependencies, ...sbom } = JSON.parse(execFileSync('npm', npm, { cwd: root, maxBuffer: 64 * 1024 * 1024 }));
const found = new Map(components.filter((component) => bundled.has(`${component.name}@${component.version}`)).map((component) => [component.purl, component]));
const missing = [...bundled].filter((one) => ![...found.values()].some((component) => `${component.name}@${component.version}` === one));
if (bundled.size === 0 || missing.length > 0) {
  throw new Error(`all that is bundled must be in package-lock.json, got: ${missing.join(', ') || 'a licence file that names nothing'}; run npm ci and bundle again`);
}
const component = { ...metadata.component, 'bom-ref': `${name}@${version}`, name, version, purl: `pkg:npm/${name}@${version}` };
const inBundle = [...found.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1))
  // devDependencies all: what is taken from them is in the program, and so in the package.
  .map(({ properties, ...rest }) => ({ ...rest, scope: 'required' }));
const file = { 'bom-ref': PROGRAM, 'type': 'file', 'name': PROGRAM, 'hashes': [{ alg: 'SHA-256', content: sha256(program) }] };
const refs = inBundle.map((one) => one['bom-ref']);
write('sbom.cdx.json', `${JSON.stringify({
  ...sbom,
  metadata: { lifecycles: metadata.lifecycles, component },
  components: [file, ...inBundle],
  dependencies: [{ ref: component['bom-ref'], dependsOn: [PROGRAM] }, { ref: PROGRAM, dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
}, null, 2)}\n`);

write(PROGRAM, program);
const published = FOLDERS.flatMap((folder) => filesUnder(join(dist, folder))).map((path) => relative(dist, path));
const sums = [...published, 'sbom.cdx.json', PROGRAM].sort().map((path) => `${sha256(readFileSync(join(dist, path)))}  ${path}`);
write('SHA256SUMS', `${sums.join('\n')}\n`);
console.log(`${inBundle.length} packages in the program, whose SHA-256 is ${sha256(program)}`);

function write(path, content) {
  mkdirSync(dirname(join(dist, path)), { recursive: true });
  writeFileSync(join(dist, path), content);
}

function filesUnder(folder) {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
  return entries.filter((path) => statSync(path).isFile());
}
