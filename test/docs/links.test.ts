import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const REPOSITORY = 'https://github.com/cdk-replica-endpoint-dns/cdk-replica-endpoint-dns/';
const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')).map((file) => join('docs', file))];

test.each(PAGES)('the links of %s lead to files and headings that are there', (page) => {
  for (const target of targets(page)) {
    const [file, heading] = target.split('#');
    const found = file ? join(dirname(page), file) : page;
    expect([target, existsSync(join(ROOT, found))]).toEqual([target, true]);
    if (heading) expect(headings(found)).toContain(heading);
  }
});

test('the links and the picture of the README work where it is shown without its repository, as on PyPI', () => {
  const readme = read('README.md');
  expect([...readme.matchAll(/\]\((?!https:)([^)]*)\)/g)].map(([link]) => link)).toEqual([]);
  const defined = [...readme.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)];
  expect(defined.filter(([, , target]) => !target.startsWith(REPOSITORY)).map(([line]) => line)).toEqual([]);
  for (const [, , target] of defined) expect(existsSync(join(ROOT, pathOf(target).split('#')[0]))).toBe(true);
  const used = new Set([...readme.matchAll(/\[([^\]\[]+)\](?!: )/g)].map(([, name]) => name));
  expect(defined.map(([, name]) => name).filter((name) => !used.has(name))).toEqual([]);
  // what looks like a path in brackets must be defined, else it is shown in brackets.
  expect([...used].filter((name) => /^[\w-]+[/.][\w./-]+$/.test(name) && !defined.some(([, as]) => as === name))).toEqual([]);
});

test.each(PAGES.slice(1))('%s is linked from the README or a page that is', (page) => {
  const others = PAGES.filter((other) => other !== page && targets('README.md').includes(other)).map(read);
  const isLinked = targets('README.md').some((target) => target.split('#')[0] === page);
  expect(isLinked || others.some((text) => text.includes(`](${page.replace('docs/', '')})`))).toBe(true);
});

/** What a page of the repository links to in it, relative to the page. */
function targets(page: string): string[] {
  const text = read(page);
  const inline = [...text.matchAll(/(?<!!\[.*)\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => target);
  const defined = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)].map(([, target]) => pathOf(target));
  return [...inline, ...defined];
}

function pathOf(target: string): string {
  return target.replace(REPOSITORY, '').replace(/^(blob|tree)\/main\//, '');
}

function read(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** As GitHub makes anchors of them. */
function headings(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text.toLowerCase().replace(/[^\w\s-]/g, '').replace(/ /g, '-'));
}
