import { statusLine } from './status';

test('a status line says how many reads failed within 79 columns, with five names', () => {
  const line = statusLine(1199, 'cdk-replica-endpoint-dns', 2107, 98765, ['002', '003†', '004', '005', '006']);
  expect(line).toBe('19:59 cdk-replica-endpoint-dns 2107/98765 failed 1→002 2→003† 3→004 4→005 5→006');
  expect(line.length).toBeLessThanOrEqual(79);
});
