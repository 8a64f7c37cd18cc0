import { Break } from '../break';

const PERMISSIONS = 'src/zone-reconciler/permissions.ts';
const WRITING = 'test/end-to-end/writing.test.ts';
const PROMISE_11 = 'Promise 11: The reconciler can change only CNAMEs of the claimed prefixes and the claims themselves, deleting and creating, never overwriting '
  + 'any other change is refused by the role in the template';
const FAILOVERS = 'Promise 1: After a pass no name is on the primary while a replica serves through two failovers in a row';

/** Permissions, topic, queue and sweep: what is in the template. */
export const TEMPLATE_BREAKS: readonly Break[] = [
  {
    what: 'IAM: any name of the zone may be changed',
    file: PERMISSIONS,
    text: "      'ForAllValues:StringLike': { [RECORD_NAMES]: names },\n",
    instead: '',
    reddens: { file: WRITING, name: PROMISE_11 },
  },
  {
    what: 'IAM: any type of record may be changed',
    file: PERMISSIONS,
    text: "[RECORD_TYPES]: ['CNAME', 'TXT'], ",
    instead: '',
    reddens: { file: WRITING, name: PROMISE_11 },
  },
  {
    what: 'IAM: records may be overwritten',
    file: PERMISSIONS,
    text: ", [ACTIONS]: ['CREATE', 'DELETE']",
    instead: '',
    reddens: { file: WRITING, name: PROMISE_11 },
  },
  {
    what: 'IAM: a request without names is allowed',
    file: PERMISSIONS,
    text: ", [RECORD_NAMES]: 'false'",
    instead: '',
    reddens: { file: 'test/zone-reconciler/permissions.test.ts', name: 'the reconciling function may change the claimed names and the claims, and no other record' },
  },
  {
    what: 'IAM: a request without types or actions is allowed',
    file: PERMISSIONS,
    text: "[RECORD_TYPES]: 'false', [ACTIONS]: 'false', ",
    instead: '',
    reddens: {
      file: 'test/zone-reconciler/permissions.test.ts',
      name: 'the claiming function may change names of any prefix, since names to release are claimed no more, and nothing that proves who somebody is',
    },
  },
  {
    what: 'IAM: challenges of certificate authorities may be answered',
    file: PERMISSIONS,
    text: 'effect: Effect.DENY',
    instead: 'effect: Effect.ALLOW',
    reddens: { file: 'test/end-to-end/permissions.test.ts', name: 'Of the permissions in the template all together let the story of a deployment, a notification, a sweep and a destruction come to its end' },
  },
  {
    what: 'topic policy: ElastiCache is expected to say aws:SourceAccount',
    file: 'src/topic/topic-policy.ts',
    text: "conditions: { StringEquals: { 'aws:SourceOwner':",
    instead: "conditions: { StringEquals: { 'aws:SourceAccount':",
    reddens: { file: 'test/end-to-end/following.test.ts', name: FAILOVERS },
  },
  {
    what: 'topic policy: the group does not wait for it',
    file: 'src/topic/notification-topic.ts',
    text: '  group.node.addDependency(topic.opening);',
    instead: '',
    reddens: { file: 'test/topic/notification-topic.test.ts', name: 'a group of the app without a topic and is not attached to it before it has that policy' },
  },
  {
    what: 'topic: the group does not publish to it',
    file: 'src/topic/notification-topic.ts',
    text: 'if (resource && topic && !present) resource.notificationTopicArn = topic.topicArn;',
    instead: '',
    reddens: { file: 'test/end-to-end/following.test.ts', name: FAILOVERS },
  },
  {
    what: 'subscription: the topic leads nowhere',
    file: 'src/zone-reconciler/wake-up-queue.ts',
    text: "principals: [new ServicePrincipal('sns.amazonaws.com')],",
    instead: "principals: [new ServicePrincipal('events.amazonaws.com')],",
    reddens: { file: 'test/end-to-end/following.test.ts', name: FAILOVERS },
  },
  {
    what: 'event source mapping: failed messages are deleted',
    file: 'src/zone-reconciler/wake-up-queue.ts',
    text: 'reportBatchItemFailures: true,',
    instead: 'reportBatchItemFailures: false,',
    reddens: {
      file: 'test/zone-reconciler.test.ts',
      name: 'a reconciler takes wake-ups from a queue, ten at a time, two batches at once, and puts back those that failed',
    },
  },
  {
    what: 'redrive: what fails again and again fails for ever',
    file: 'src/zone-reconciler/wake-up-queue.ts',
    text: 'deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },',
    instead: '',
    reddens: {
      file: 'test/end-to-end/alarms.test.ts',
      name: 'Promise 12: Nothing fails silently: every failure ends in a metric, a dead letter or a refused deployment, with an alarm by default '
        + 'an API that refuses everything: failures, dead letters, no pass',
    },
  },
  {
    what: 'sweep: comes once an hour',
    file: 'src/zone-reconciler/sweep.ts',
    text: 'scheduleExpression: rate(interval),',
    instead: "scheduleExpression: 'rate(1 hour)',",
    reddens: {
      file: 'test/end-to-end/doubt.test.ts',
      name: 'Promise 9: Lost, late, repeated, reordered or malformed notifications change only when, never where a lost notification is made up for by the sweep',
    },
  },
  {
    what: 'claim: does not wait for the permissions',
    file: 'src/claim/claim-resource.ts',
    text: '  claim.node.addDependency(...reconciler._foundations);',
    instead: '',
    reddens: { file: 'test/zone-reconciler.test.ts', name: 'a reconciler is not asked for names before its functions may do their work' },
  },
];
