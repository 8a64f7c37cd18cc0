import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { createSourceFile, forEachChild, isCallExpression, isStringLiteralLike, Node, ScriptTarget } from 'typescript';
import { report } from '../../src/reconciler/pass/report';
import clauses from '../end-to-end/promises.json';
import { givenGroup, givenNames, givenStack, givenZone } from '../given';

const ROOT = join(__dirname, '..', '..');
const STORIES = join(__dirname, '..', 'end-to-end');
const RIGHT = { result: 'right', moves: [], contested: [], changes: [] } as const;
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

test('the promises in the README are the names of the stories that prove them, each once', () => {
  const told = README.split('\n').filter((line) => line.startsWith('- Promise ')).map((line) => line.slice(2));
  expect(told).toHaveLength(13);
  expect(told).toEqual(promises());
});

test('the clauses whose stories a whole run counts are all that each promise says', () => {
  expect(clauses).toHaveLength(13);
  promises().forEach((promise, index) => {
    const [, text] = /^Promise \d+: (.*)$/.exec(promise)!;
    const left = Object.keys(clauses[index]).reduce((rest, clause) => {
      expect(rest).toContain(clause);
      return rest.slice(0, rest.indexOf(clause)) + rest.slice(rest.indexOf(clause) + clause.length);
    }, text);
    expect([promise, left.replace(/[,; ]/g, '')]).toEqual([promise, '']);
    for (const facts of Object.values(clauses[index])) expect(facts).not.toEqual([]);
  });
});

describe('the cost table', () => {
  const rows = [...README.matchAll(/^\| (\d+) \| \$([\d.]+) \| \$([\d.]+) \| \$([\d.]+) \| \$([\d.]+) \| \*\*\$([\d.]+)\*\* \|$/gm)].map((row) => row.slice(1).map(Number));

  test.each(rows)('for %d groups: the alarms and metrics that are made, and their sum', (groups, metrics, alarms, polling, functions, about) => {
    const stack = givenStack();
    const hostedZone = givenZone(stack);
    for (let number = 1; number <= groups; number += 1) {
      const replicationGroup = givenGroup(stack, undefined, `Group${number}`);
      givenNames(stack, { replicationGroup, hostedZone, cnamePrefix: `read.g${number}` }, `Names${number}`);
    }
    const made = Object.keys(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).length;
    expect(alarms).toBeCloseTo(made * 0.10);
    expect(metrics).toBeCloseTo(metricsInGoodTimes(groups) * 0.30);
    expect(polling).toBeCloseTo(15 * 60 * 24 * 30 * 0.40 / 1_000_000);
    expect(Math.abs(metrics + alarms + polling + functions - about)).toBeLessThan(0.5);
  });

  test('has three rows', () => expect(rows).toHaveLength(3));
});

/** How many metrics a pass writes that finds all right. CloudWatch bills a metric in the hours in which it is written. */
function metricsInGoodTimes(groups: number): number {
  const outcomes = Array.from({ length: groups }, (_, number) => ({ ...RIGHT, prefix: `read.g${number}` }));
  return report(outcomes, 'db.example', 'reconciler', 0).metrics.flatMap((document) => JSON.parse(document)._aws.CloudWatchMetrics[0].Metrics).length;
}

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
