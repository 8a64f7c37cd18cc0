import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')).map((file) => join('docs', file))];

test.each(PAGES)('the links of %s lead to files and headings that are there', (page) => {
  for (const [, target] of read(page).matchAll(/(?<!!\[.*)\]\((?!https?:)([^)\s]+)\)/g)) {
    const [file, heading] = target.split('#');
    const found = file ? join(dirname(page), file) : page;
    expect([target, existsSync(join(ROOT, found))]).toEqual([target, true]);
    if (heading) expect(headings(found)).toContain(heading);
  }
});

test.each(PAGES.slice(1))('%s is linked from the README or a page that is', (page) => {
  const readme = read('README.md');
  const others = PAGES.filter((other) => other !== page && readme.includes(`](${other})`)).map(read);
  expect([readme, ...others].some((text) => text.includes(`](${page})`) || text.includes(`](${page.replace('docs/', '')})`))).toBe(true);
});

function read(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** As GitHub makes anchors of them. */
function headings(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text.toLowerCase().replace(/[^\w\s-]/g, '').replace(/ /g, '-'));
}
