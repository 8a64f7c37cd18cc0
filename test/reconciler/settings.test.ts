import { missedFromEnvironment, missedToEnvironment, registrationFromProperty, settingsFromEnvironment, settingsToEnvironment } from '../../src/reconciler/settings';

const SETTINGS = { hostedZoneId: 'Z123', zoneName: 'db.example', reconciler: '111122223333/eu-west-1/abc' };

test('settings come through the environment as they were', () => {
  expect(settingsFromEnvironment({ ...settingsToEnvironment(SETTINGS), PATH: '/bin' })).toEqual(SETTINGS);
});

test('a missing variable is named', () => {
  expect(() => settingsFromEnvironment({ ...settingsToEnvironment(SETTINGS), ZONE_NAME: '' }))
    .toThrow(new Error('environment variable ZONE_NAME is missing: deploy the stack again'));
});

test('what the claims function counts as a pass comes through the environment, and is not there in the other function', () => {
  const missed = { reconcilerFunction: 'f', sweepSeconds: 300 };
  expect(missedFromEnvironment(missedToEnvironment(missed))).toEqual(missed);
  expect(missedFromEnvironment(settingsToEnvironment(SETTINGS))).toBeUndefined();
});

test('a registration is one JSON text', () => {
  expect(registrationFromProperty('{"prefix":"read","ttl":10}')).toEqual({ prefix: 'read', ttl: 10 });
  expect(() => registrationFromProperty({ prefix: 'read' })).toThrow(new Error('Registration must be the JSON text of an object, got: object'));
});
