import { eventFault } from '../../../src/reconciler/deploy/event-fault';

const CREATE = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/x',
  StackId: 'arn:aws:cloudformation:us-east-1:111111111111:stack/Shop/1',
  RequestId: 'r1',
  LogicalResourceId: 'Readers',
  ResourceProperties: { ServiceToken: 'arn:aws:lambda:us-east-1:111111111111:function:Claims' },
};

test.each([
  ['a Create', CREATE],
  ['an Update', { ...CREATE, RequestType: 'Update', PhysicalResourceId: 'read.example/1' }],
  ['a Delete', { ...CREATE, RequestType: 'Delete', PhysicalResourceId: 'read.example/1' }],
  ['a release by hand', { action: 'release', claim: 'read.example/1' }],
])('%s is served', (_, event) => {
  expect(eventFault(event)).toBeUndefined();
});

test.each<[string, unknown, RegExp]>([
  ['nothing', null, /RequestType must be one of Create, Update, Delete, got: null$/],
  ['a list', [CREATE], /RequestType must be one of/],
  ['a release of nothing', { action: 'release', claim: {} }, /claim must be a text/],
  ['another action', { action: 'plan' }, /RequestType must be one of .*, got: \{"action":"plan"\}$/],
  ['a request of another type', { ...CREATE, RequestType: 'Rename' }, /RequestType must be one of/],
  ['a request without an id', { ...CREATE, RequestId: undefined }, /RequestId must be a text/],
  ['a request without a stack', { ...CREATE, StackId: 5 }, /StackId must be a text/],
  ['a request without a resource', { ...CREATE, LogicalResourceId: '' }, /LogicalResourceId must be a text/],
  ['a request without a place for the answer', { ...CREATE, ResponseURL: undefined }, /ResponseURL must be a text/],
  ['a request without properties', { ...CREATE, ResourceProperties: null }, /ResourceProperties must be an object/],
  ['a Delete of nothing', { ...CREATE, RequestType: 'Delete' }, /PhysicalResourceId must be a text/],
])('%s is refused in words', (_, event, words) => {
  expect(eventFault(event)).toMatch(/^the event must be a request of CloudFormation, or \{"action":"release","claim":"..."\}: /);
  expect(eventFault(event)).toMatch(words);
});
