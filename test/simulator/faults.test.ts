import { Faults } from './faults';

test('a fault hits the calls of its action, as often as it was told', () => {
  const faults = new Faults();
  faults.on('route53:GetChange', { kind: 'throttle', times: 2 });
  expect(['route53:GetHostedZone', 'route53:GetChange', 'route53:GetChange', 'route53:GetChange'].map((action) => faults.take(call(action))?.kind))
    .toEqual([undefined, 'throttle', 'throttle', undefined]);
});

test('faults of one action come one after the other, and only to calls they are meant for', () => {
  const faults = new Faults();
  faults.on('route53:GetChange', { kind: 'hang', times: 1, when: ({ caller }) => caller === 'a' });
  faults.on('route53:GetChange', { kind: 'error' });
  expect(['b', 'a', 'a'].map((caller) => faults.take(call('route53:GetChange', caller))?.kind)).toEqual(['error', 'hang', 'error']);
});

test('nothing goes wrong any more when the faults are cleared', () => {
  const faults = new Faults();
  faults.on('route53:GetChange', { kind: 'throttle' });
  faults.clear();
  expect(faults.take(call('route53:GetChange'))).toBeUndefined();
});

function call(action: string, caller = 'somebody') {
  return { action, caller, params: {} };
}
