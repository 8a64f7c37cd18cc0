// Writes API.md. The command of jsii-docgen reads every assembly below node_modules and takes the newest `constructs`, which is projen's: inherited
// members that the compiled package does not know would be shown. So it is given what the package was compiled with, and nothing else.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Documentation, Language } from 'jsii-docgen';

const root = fileURLToPath(new URL('..', import.meta.url));
const assembliesDir = mkdtempSync(join(tmpdir(), 'assemblies-'));
try {
  for (const file of ['.jsii', '.jsii.gz']) copyFileSync(join(root, file), join(assembliesDir, file));
  mkdirSync(join(assembliesDir, 'node_modules'));
  for (const name of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(join(root, 'node_modules', name), join(assembliesDir, 'node_modules', name));
  }
  const documentation = await Documentation.forProject(root, { assembliesDir });
  const markdown = await documentation.toMarkdown({ language: Language.TYPESCRIPT, allSubmodules: true });
  writeFileSync(join(root, 'API.md'), markdown.render());
} finally {
  rmSync(assembliesDir, { recursive: true });
}
