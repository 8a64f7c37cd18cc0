import { nodeId } from './arguments';
import { faultScript } from './fault-script';

test('a seed makes the same script each time, and another seed another one', () => {
  expect(faultScript(7, 5, nodeId(1))).toEqual(faultScript(7, 5, nodeId(1)));
  expect(faultScript(7, 5, nodeId(1))).not.toEqual(faultScript(8, 5, nodeId(1)));
});

test('the primary dies first, and testdns-002 follows it as in the blog post', () => {
  expect(kinds(5, nodeId(1)).slice(0, 2)).toEqual(['crash testdns-001', 'failover testdns-002']);
});

test('a replica that dies first is noticed, and no failover follows', () => {
  expect(kinds(5, nodeId(3)).slice(0, 2)).toEqual(['crash testdns-003', 'notice testdns-003']);
  expect(kinds(5, nodeId(3)).join()).not.toContain('failover');
});

test('no script asks ElastiCache for a sixth replica', () => {
  for (let replicas = 1; replicas <= 5; replicas++) {
    let listed = replicas;
    for (const { kind } of faultScript(1, replicas, nodeId(1)).steps) {
      if (kind === 'add') listed++;
      if (kind === 'remove') listed--;
      expect(listed).toBeLessThanOrEqual(5);
    }
  }
});

test('only a replica that lives is killed or removed', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { steps } = faultScript(seed, 5, nodeId(1));
    const [, second] = steps.filter(({ kind }) => kind === 'crash');
    const removed = steps.find(({ kind }) => kind === 'remove');
    expect(new Set([nodeId(1), nodeId(2), second.node, removed?.node]).size).toBe(4);
  }
});

function kinds(replicas: number, kill: string): string[] {
  return faultScript(1, replicas, kill).steps.map(({ kind, node }) => `${kind} ${node}`);
}
