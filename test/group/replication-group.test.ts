import { CfnParameterGroup, CfnReplicationGroup, CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnParameter, Fn, Stack } from 'aws-cdk-lib/core';
import { declaredReplicas } from '../../src/group/replica-count';
import { givenGroup, givenNames, givenStack, onlyResource, refusal, refusalsAtSynth } from '../given';

describe('a group with cluster mode enabled is refused', () => {
  test.each<[string, Partial<CfnReplicationGroupProps>]>([
    ["clusterMode 'enabled'", { numCacheClusters: 3, clusterMode: 'enabled' }],
    ['numNodeGroups 2', { numNodeGroups: 2, replicasPerNodeGroup: 1 }],
    ['2 entries in nodeGroupConfiguration', { nodeGroupConfiguration: [{ replicaCount: 1 }, { replicaCount: 1 }] }],
    ["cacheParameterGroupName 'default.valkey8.cluster.on'", { numCacheClusters: 3, cacheParameterGroupName: 'default.valkey8.cluster.on' }],
  ])('by %s', (sign, props) => {
    const stack = givenStack();
    expect(refusal(() => givenNames(stack, { replicationGroup: givenGroup(stack, props) }))).toBe(refusedBecauseOf(sign));
  });

  test('but not on its way there: it has read endpoints still, and the parameters of a cluster', () => {
    const stack = givenStack();
    const props = { numCacheClusters: 3, clusterMode: 'compatible', cacheParameterGroupName: 'default.valkey8.cluster.on' };
    expect(() => givenNames(stack, { replicationGroup: givenGroup(stack, props) })).not.toThrow();
  });

  test('by a parameter group of the app', () => {
    const stack = givenStack();
    const parameters = givenParameters(stack, 'yes');
    const replicationGroup = givenGroup(stack, { numCacheClusters: 3, cacheParameterGroupName: parameters.ref });
    expect(refusal(() => givenNames(stack, { replicationGroup })))
      .toBe(refusedBecauseOf("the parameter group Orders/Parameters with cluster-enabled 'yes'"));
  });

  test('by a parameter group of another stack', () => {
    const stack = givenStack();
    const parameters = givenParameters(new Stack(stack.node.scope as never, 'Shared'), 'yes');
    givenNames(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: 3, cacheParameterGroupName: parameters.ref }) });
    expect(refusalsAtSynth(stack)).toEqual([refusedBecauseOf("the parameter group Shared/Parameters with cluster-enabled 'yes'")]);
  });

  test('by an override', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    replicationGroup.addPropertyOverride('ClusterMode', 'enabled');
    expect(refusal(() => givenNames(stack, { replicationGroup }))).toBe(refusedBecauseOf("clusterMode 'enabled'"));
  });

  test('when it is enabled after the names were defined', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { replicationGroup });
    replicationGroup.clusterMode = 'enabled';
    expect(refusalsAtSynth(stack)).toEqual([refusedBecauseOf("clusterMode 'enabled'")]);
  });

  function refusedBecauseOf(sign: string) {
    return `replicationGroup must have cluster mode disabled, since only then does each replica have an endpoint of its own, got: ${sign} at Orders/Group; `
      + 'use a group with one node group and without cluster mode';
  }
});

describe('a group with cluster mode disabled is taken', () => {
  test.each<Partial<CfnReplicationGroupProps>>([
    { numCacheClusters: 2 },
    { numCacheClusters: 3, clusterMode: 'disabled', cacheParameterGroupName: 'default.valkey8' },
    { numNodeGroups: 1, replicasPerNodeGroup: 2 },
    { nodeGroupConfiguration: [{ replicaCount: 1 }] },
    { globalReplicationGroupId: 'global' },
    { primaryClusterId: 'single-node' },
    { numCacheClusters: Fn.ref('Nodes') as never },
  ])('as %j', (props) => {
    const stack = givenStack();
    new CfnParameter(stack, 'Nodes', { type: 'Number' });
    givenNames(stack, { replicationGroup: givenGroup(stack, props) });
    expect(() => onlyResource(stack, 'Custom::ReplicaEndpointDns')).not.toThrow();
  });

  test('with a parameter group of the app', () => {
    const stack = givenStack();
    givenParameters(new Stack(stack.node.scope as never, 'Shared'), 'yes');
    const parameters = givenParameters(stack, 'no');
    givenNames(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: 3, cacheParameterGroupName: parameters.ref }) });
    expect(() => onlyResource(stack, 'Custom::ReplicaEndpointDns')).not.toThrow();
  });
});

describe('a group with a single node', () => {
  const refused = 'replicationGroup must have a replica, got: a single node at Orders/Group; set its numCacheClusters to 2 or more, '
    + 'or set endpointCount to have names that lead to the primary until there is a replica';

  test.each<Partial<CfnReplicationGroupProps>>([
    {},
    { numCacheClusters: 1 },
    { numNodeGroups: 1, replicasPerNodeGroup: 0 },
    { nodeGroupConfiguration: [{ replicaCount: 0 }] },
  ])('is refused: %j', (props) => {
    const stack = givenStack();
    expect(refusal(() => givenNames(stack, { replicationGroup: givenGroup(stack, props) }))).toBe(refused);
  });

  test('is taken with endpointCount', () => {
    const stack = givenStack();
    givenNames(stack, { replicationGroup: givenGroup(stack, { numCacheClusters: 1 }), endpointCount: 2 });
    expect(() => onlyResource(stack, 'Custom::ReplicaEndpointDns')).not.toThrow();
  });

  test('is refused when it becomes one after the names were defined', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { replicationGroup });
    replicationGroup.numCacheClusters = 1;
    expect(refusalsAtSynth(stack)).toEqual([refused]);
  });
});

test.each<[number | undefined, Partial<CfnReplicationGroupProps>]>([
  [2, { numCacheClusters: 3 }],
  [2, { numNodeGroups: 1, replicasPerNodeGroup: 2 }],
  [1, { numNodeGroups: 1, replicasPerNodeGroup: 2, nodeGroupConfiguration: [{ replicaCount: 1 }] }],
  [0, {}],
  [undefined, { globalReplicationGroupId: 'global' }],
  [undefined, { numCacheClusters: Fn.ref('Nodes') as never }],
])('%s replicas are declared by %j', (replicas, props) => {
  expect(declaredReplicas(givenGroup(givenStack(), props))).toBe(replicas);
});

describe('the number of a name', () => {
  test.each([0, 3, 1.5, -1, NaN])('is refused when the group has no such replica: %s', (number) => {
    const readers = givenNames(givenStack());
    expect(refusal(() => readers.endpointName(number))).toBe(
      `endpointName takes a whole number from 1 to 2, got: ${number}; Orders/Group has as many replicas, add some or set endpointCount`);
  });

  test('is at most five for an imported group, and at most endpointCount when that is given', () => {
    const stack = givenStack();
    const replicationGroup = CfnReplicationGroup.fromReplicationGroupId(stack, 'Imported', 'orders');
    const readers = givenNames(stack, { replicationGroup });
    const seven = givenNames(stack, { replicationGroup, endpointCount: 7, cnamePrefix: 'seven', hostedZone: readers.reconciler.hostedZone }, 'Seven');
    expect(refusal(() => readers.endpointName(6))).toBe(
      'endpointName takes a whole number from 1 to 5, got: 6; a group has five replicas at most, set endpointCount to have more names');
    expect(refusal(() => seven.endpointName(8))).toBe(
      'endpointName takes a whole number from 1 to 7, got: 8; there are as many names as endpointCount says, 7');
    expect(() => seven.endpointName(7)).not.toThrow();
  });

  test('is refused when it is a token', () => {
    const stack = givenStack();
    const parameter = new CfnParameter(stack, 'Number', { type: 'Number' });
    expect(refusal(() => givenNames(stack).endpointName(parameter.valueAsNumber))).toBe(
      'the number of a name must be known at synth, got: a token; write it out');
  });

  test('is refused when the group loses the replica after it was asked for', () => {
    const stack = givenStack();
    const replicationGroup = givenGroup(stack);
    givenNames(stack, { replicationGroup }).endpointName(2);
    replicationGroup.numCacheClusters = 2;
    expect(refusalsAtSynth(stack)).toEqual([
      'endpointName takes a whole number from 1 to 1, got: 2; Orders/Group has as many replicas, add some or set endpointCount',
    ]);
  });
});

function givenParameters(scope: Stack, clusterEnabled: string) {
  return new CfnParameterGroup(scope, 'Parameters', {
    cacheParameterGroupFamily: 'valkey8', description: 'orders', properties: { 'cluster-enabled': clusterEnabled },
  });
}
