import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { followsFailover } from './follows-failover';
import { replicatedGroup } from './replicated-group';
import { ReplicaEndpointDns, ZoneReconciler } from '../../src';

// Without a topic: the sweep finds the failover.
const app = new App();
const stack = new Stack(app, 'replica-endpoint-dns-sweep-only');
const { replicationGroup, hostedZone } = replicatedGroup(stack);
const reconciler = new ZoneReconciler(stack, 'Reconciler', { hostedZone, sweepInterval: Duration.minutes(1) });
const names = new ReplicaEndpointDns(stack, 'Readers', { replicationGroup, hostedZone, cnamePrefix: 'read', reconciler, sweepOnly: true });

followsFailover(new IntegTest(app, 'SweepOnly', { testCases: [stack] }), names, replicationGroup.ref, 6);
