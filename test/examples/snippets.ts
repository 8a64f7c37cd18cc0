import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const NOT_CDK = ['clients-and-tls.md']; // programs of clients, which test/clients runs

/** A piece of TypeScript that a page shows. */
export interface Snippet {
  /** The page, and which of its snippets it is, as a file may be named: `README.md-1`. */
  readonly name: string;
  /** The program that jsii-rosetta compiles it in. */
  readonly fixture: string;
  readonly code: string;
}

export function snippets(): Snippet[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md') && !NOT_CDK.includes(file)).map((file) => join('docs', file));
  return [...snippetsOf('README.md', 'default'), ...docs.flatMap((page) => snippetsOf(page, 'docs'))];
}

function snippetsOf(page: string, fixtureName: string): Snippet[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const fixture = readFileSync(join(ROOT, 'rosetta', `${fixtureName}.ts-fixture`), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code], index) => ({ name: `${page.replace('/', '-')}-${index + 1}`, fixture, code }));
}

/**
 * The snippet in its fixture, as a program that runs: what the page only declares is given by `given(this).NAME`. Of all that is declared, only what the
 * snippet mentions is made. `given` and `App` are for who runs it to give.
 *
 * | line of the snippet | becomes |
 * |---|---|
 * | `import ... from ...` | the same, at the top |
 * | `declare const hostedZone: ...` | `const hostedZone = given(this).hostedZone` |
 * | anything else | itself, in a block, which may declare a name that the fixture has as well |
 */
export function programOf({ fixture, code }: Snippet): string {
  const lines = code.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const body = lines.filter((line) => !/^(import|declare) /.test(line)).join('\n');
  const declared = [...`${fixture}\n${code}`.matchAll(/^declare (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const mentioned = [...new Set(declared)].filter((name) => new RegExp(`(?<![.'\\w])${name}\\b(?!:)`).test(body) && !new RegExp(`\\bconst ${name}\\b`).test(body));
  const made = mentioned.map((name) => `const ${name} = given(this).${name};`).join('\n');
  return `${imports.join('\n')}\n${fixture.replace(/^declare .*$/gm, '').replace('/// here', `${made}\n{\n${body}\n}`)}\nconst app = new App();\nnew Orders(app);\napp.synth();\n`;
}
