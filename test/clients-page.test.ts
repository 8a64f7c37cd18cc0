import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENTS } from './clients/clients';

const ROOT = join(__dirname, '..');
const page = readFileSync(join(ROOT, 'docs', 'clients-and-tls.md'), 'utf8');
const examples = [...page.matchAll(/<!-- (test\/clients\/\S+) -->\n```\w+\n(.*?)```/gs)].map(([, file, code]) => ({ file, code }));

test('each client that is tried has its code on the page', () => {
  expect(examples).toHaveLength(CLIENTS.length);
  const tried = [...page.matchAll(/^\| \[(.*?)\].*\| yes \|$/gm)].map(([, title]) => title);
  expect(tried).toEqual(CLIENTS.map(({ title }) => title));
});

test.each(examples)('the code on the page is the code that is tried: $file', ({ file, code }) => {
  expect(withoutIndentation(readFileSync(join(ROOT, file), 'utf8'))).toContain(withoutIndentation(code));
});

function withoutIndentation(code: string): string {
  return code.replace(/^\s+/gm, '');
}
