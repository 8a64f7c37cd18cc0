import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS } from '../clients/clients';

const ROOT = join(__dirname, '..', '..');
const page = readFileSync(join(ROOT, 'docs', 'clients-and-tls.md'), 'utf8');
const examples = [...page.matchAll(/<!-- (test\/clients\/\S+) -->\n```\w+\n(.*?)```/gs)].map(([, file, code]) => ({ file, code }));

test('each client that is tried has its code on the page', () => {
  expect(examples).toHaveLength(CLIENTS.length);
  const tried = [...page.matchAll(/^\| \[(.*?)\].*\| yes \|$/gm)].map(([, title]) => title);
  expect(tried).toEqual(CLIENTS.map(({ title }) => title));
});

test('the versions on the page are those that are tried', () => {
  const pins = ['package.json', 'test/clients/python/requirements.txt', 'test/clients/go/go.mod', 'test/clients/java/pom.xml']
    .map((file) => readFileSync(join(ROOT, file), 'utf8')).join();
  const versions = [...page.matchAll(/^\| \[.*?\]\(.*?\) \| ([\d.]+) \|.*\| yes \|$/gm)].map(([, version]) => version);
  expect(versions).toHaveLength(CLIENTS.length);
  for (const version of versions) expect(pins).toContain(version);
});

test.each(examples)('the code on the page is the code that is tried: $file', ({ file, code }) => {
  expect(withoutIndentation(readFileSync(join(ROOT, file), 'utf8'))).toContain(withoutIndentation(code));
});

function withoutIndentation(code: string): string {
  return code.replace(/^\s+/gm, '');
}
