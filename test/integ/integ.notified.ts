import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib/core';
import { followsFailover } from './follows-failover';
import { replicatedGroup } from './replicated-group';
import { ReplicaEndpointDns } from '../../src';

// The usual case: names of a group of the same stack, which a notification wakes the reconciler for.
const app = new App();
const stack = new Stack(app, 'replica-endpoint-dns-notified');
const { replicationGroup, hostedZone } = replicatedGroup(stack);
const names = new ReplicaEndpointDns(stack, 'Readers', { replicationGroup, hostedZone, cnamePrefix: 'read' });

// less than the sweep needs to come round.
followsFailover(new IntegTest(app, 'Notified', { testCases: [stack] }), names, replicationGroup.ref, 4);
