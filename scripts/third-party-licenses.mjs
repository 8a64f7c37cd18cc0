import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of everything that esbuild took into the bundle: each text once, with the packages it is for.
 *
 * Apache-2.0 asks that its text, and the NOTICE of a package that has one, travel with the code.
 */
export function thirdPartyLicenses(metafile, root) {
  const packagesByText = new Map();
  for (const folder of packagesIn(metafile)) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const texts = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
    if (texts.length === 0) throw new Error(`${name} is bundled, but has no licence text in ${folder}: add it to the bundle's licences by hand`);
    const text = texts.map((file) => readFileSync(join(root, folder, file), 'utf8').trim()).join('\n\n');
    packagesByText.set(text, [...packagesByText.get(text) ?? [], `${name} ${version} (${license})`]);
  }
  return [...packagesByText]
    .map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The packages' folders, those whose code is really in an output. */
function packagesIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}
