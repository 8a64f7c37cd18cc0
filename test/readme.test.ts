import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSourceFile, forEachChild, isCallExpression, isStringLiteralLike, Node, ScriptTarget } from 'typescript';

const ROOT = join(__dirname, '..');
const STORIES = join(__dirname, 'end-to-end');

test('the promises in the README are the names of the stories that prove them, each once', () => {
  const told = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').filter((line) => line.startsWith('- Promise ')).map((line) => line.slice(2));
  expect(told).toHaveLength(13);
  expect(told).toEqual(promises());
});

/** The names of all `describe('Promise N: ...')`, by their numbers. */
function promises(): string[] {
  const files = readdirSync(STORIES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));
  const names = files.flatMap((file) => describes(readFileSync(join(STORIES, file), 'utf8'))).filter((name) => name.startsWith('Promise '));
  return names.sort((one, other) => numberOf(one) - numberOf(other));
}

function describes(program: string): string[] {
  const names: string[] = [];
  const visit = (node: Node) => {
    if (isCallExpression(node) && node.expression.getText(source) === 'describe') {
      const [name] = node.arguments;
      if (name && isStringLiteralLike(name)) names.push(name.text);
    }
    forEachChild(node, visit);
  };
  const source = createSourceFile('story.ts', program, ScriptTarget.Latest);
  visit(source);
  return names;
}

function numberOf(promise: string): number {
  return Number(/^Promise (\d+)/.exec(promise)![1]);
}
