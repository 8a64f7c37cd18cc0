import { CHANGE, CHANGE_REQUESTS, changePolicies, keysOf, ZONE_ARN } from './change-requests';
import { evaluatePolicy } from '../simulator/iam/policy';

// test:second-opinion has an evaluator that nobody here wrote judge the same requests.
const policies = changePolicies();

test.each(CHANGE_REQUESTS)('$what: allowed by $allowedBy', (request) => {
  const allowing = Object.entries(policies)
    .filter(([, policy]) => evaluatePolicy(policy, { action: CHANGE, resource: ZONE_ARN, context: keysOf(request) }) === 'allow');
  expect(allowing.map(([name]) => name)).toEqual(request.allowedBy);
});

test('none of the policies allows the same in another zone', () => {
  for (const policy of Object.values(policies)) {
    for (const request of CHANGE_REQUESTS) {
      const context = keysOf(request);
      expect(evaluatePolicy(policy, { action: CHANGE, resource: ZONE_ARN.replace('Z1', 'Z2'), context })).not.toBe('allow');
    }
  }
});
