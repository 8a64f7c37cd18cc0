import { registration, SETTINGS } from './given-request';
import { registrationFault } from '../../../src/reconciler/deploy/registration-fault';
import { Registration } from '../../../src/reconciler/settings';
import { ZONE } from '../given-claim';

const PREFIX = 'the prefix must be labels of letters, digits and hyphens, the first of which does not end in a digit, got:';

test.each<[string, Partial<Registration>]>([
  ['as the construct makes it', {}],
  ['at the lower end of all ranges', { ttl: 1, endpointCount: 1, highestName: 1, replicationGroupId: 'a' }],
  ['at the upper end of all ranges', { ttl: 3600, endpointCount: 50, highestName: 50, replicationGroupId: `a${'b'.repeat(39)}` }],
  ['with a group that is written with capitals', { replicationGroupId: 'Orders-1' }],
  ['with every option', { whenNoReplica: 'KEEP', adoptExisting: true, retain: true, topicArn: 'arn:aws:sns:eu-west-1:111122223333:Topic' }],
  ['with a first label that its numbers just fit into', { prefix: 'n'.repeat(61), endpointCount: 50 }],
  ['with a prefix of several labels', { prefix: 'read.orders-2' }],
])('a registration %s is accepted', (_, changed) => {
  expect(registrationFault(registration(changed), SETTINGS)).toBeUndefined();
});

test.each<[string, object, string]>([
  ['another zone', { hostedZoneId: 'Z9', zoneName: 'other.example' }, `this function serves the hosted zone Z1 (${ZONE}), got: Z9 (other.example): use the ZoneReconciler of that zone`],
  ['the zone by another name', { zoneName: 'other.example' }, `this function serves the hosted zone Z1 (${ZONE}), got: Z1 (other.example): use the ZoneReconciler of that zone`],
  ['another zone of that name', { hostedZoneId: 'Z9' }, `this function serves the hosted zone Z1 (${ZONE}), got: Z9 (${ZONE}): use the ZoneReconciler of that zone`],
  ['another reconciler', { reconciler: 'arn:other' }, `this function serves the reconciler of ${SETTINGS.reconciler}, got: arn:other: give queueArn and claimsFunctionArn of the same ZoneReconciler`],
  ['a prefix that ends in a digit', { prefix: 'r1' }, `${PREFIX} 'r1': use another cnamePrefix`],
  ['a prefix of mail', { prefix: 's._domainkey' }, `${PREFIX} 's._domainkey': use another cnamePrefix`],
  ['a prefix of certificates', { prefix: '_acme-challenge' }, `${PREFIX} '_acme-challenge': use another cnamePrefix`],
  ['a wildcard', { prefix: '*' }, `${PREFIX} '*': use another cnamePrefix`],
  ['capitals', { prefix: 'Read' }, `${PREFIX} 'Read': use another cnamePrefix`],
  ['no prefix', { prefix: '' }, `${PREFIX} '': use another cnamePrefix`],
  ['a prefix that is no text', { prefix: ['read'] }, `${PREFIX} '["read"]': use another cnamePrefix`],
  ['a first label without room for its numbers', { prefix: 'n'.repeat(62), endpointCount: 10 }, `the prefix leaves no room for names of 63 characters a label and 253 in all, got: '${'n'.repeat(62)}': use a shorter cnamePrefix`],
  ['a prefix that the name of the claim has no room for', { prefix: `read${`.${'o'.repeat(60)}`.repeat(4)}` }, `the prefix leaves no room for names of 63 characters a label and 253 in all, got: 'read${`.${'o'.repeat(60)}`.repeat(4)}': use a shorter cnamePrefix`],
  ['a ttl of 0', { ttl: 0 }, 'ttl must be 1 to 3600 seconds, got: 0'],
  ['a ttl of more than an hour', { ttl: 3601 }, 'ttl must be 1 to 3600 seconds, got: 3601'],
  ['a broken ttl', { ttl: 1.5 }, 'ttl must be 1 to 3600 seconds, got: 1.5'],
  ['a ttl that is text', { ttl: '10' }, 'ttl must be 1 to 3600 seconds, got: 10'],
  ['no ttl', { ttl: undefined }, 'ttl must be 1 to 3600 seconds, got: undefined'],
  ['no names', { endpointCount: 0 }, 'endpointCount must be 1 to 50, got: 0'],
  ['more names than there can be', { endpointCount: 51 }, 'endpointCount must be 1 to 50, got: 51'],
  ['an endpointCount of null', { endpointCount: null }, 'endpointCount must be 1 to 50, got: null'],
  ['a name 0', { highestName: 0 }, 'the number of a name must be 1 to 50, got: 0'],
  ['a name 51', { highestName: 51 }, 'the number of a name must be 1 to 50, got: 51'],
  ['no group', { replicationGroupId: undefined }, "replicationGroupId must be that of a replication group, got: 'undefined'"],
  ['a group that begins with a digit', { replicationGroupId: '1a' }, "replicationGroupId must be that of a replication group, got: '1a'"],
  ['a group of 41 characters', { replicationGroupId: 'a'.repeat(41) }, `replicationGroupId must be that of a replication group, got: '${'a'.repeat(41)}'`],
  ['a group with a space', { replicationGroupId: 'a b' }, "replicationGroupId must be that of a replication group, got: 'a b'"],
  ['a group with a line break', { replicationGroupId: 'a\n' }, "replicationGroupId must be that of a replication group, got: 'a\n'"],
  ['an unknown whenNoReplica', { whenNoReplica: 'DROP' }, 'whenNoReplica must be PRIMARY or KEEP, got: DROP'],
  ['a topic that is no text', { topicArn: 7 }, 'topicArn must be that of a topic, got: 7'],
  ['adoptExisting as text', { adoptExisting: 'false' }, 'adoptExisting must be true or false, got: false'],
  ['no retain', { retain: undefined }, 'retain must be true or false, got: undefined'],
])('a registration with %s is refused', (_, changed, message) => {
  expect(registrationFault({ ...registration(), ...changed } as Registration, SETTINGS)).toBe(message);
});
