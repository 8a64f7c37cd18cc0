import { sentence } from '../../../src/reconciler/decide/move';

test('a move is one sentence: which name, from where, to where and why', () => {
  expect(sentence({ name: 'read1.orders.db.example', from: 'orders-002', to: 'orders-003', why: 'orders-002 became primary' }, 'db.example'))
    .toBe('read1.orders: orders-002 -> orders-003, because orders-002 became primary');
});

test('a name that is new comes from nowhere, one that is removed goes nowhere', () => {
  expect(sentence({ name: 'read1.db.example', to: 'orders-003', why: 'the name is new' }, 'db.example')).toBe('read1: none -> orders-003, because the name is new');
  expect(sentence({ name: 'read2.db.example', from: 'orders-002', why: 'the group has fewer replicas' }, 'db.example'))
    .toBe('read2: orders-002 -> none, because the group has fewer replicas');
});
