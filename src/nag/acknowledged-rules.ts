import { Stack, Token } from 'aws-cdk-lib/core';
import { Acknowledgement } from './acknowledge';

const HIPAA = 'HIPAA.Security';
const NIST_4 = 'NIST.800.53.R4';
const NIST_5 = 'NIST.800.53.R5';
const PCI = 'PCI.DSS.321';

// Only what can't be otherwise. What an option would answer (vpc, logGroup, alarmAction) is for the user to say, and not acknowledged for them.

export const TOPIC_NOT_ENCRYPTED: Acknowledgement = {
  rules: inPacks('SNSEncryptedKMS', HIPAA, NIST_4, NIST_5, PCI),
  checkov: ['CKV_AWS_26'],
  reason: 'ElastiCache can not publish to an encrypted topic. Its messages hold names of nodes and kinds of events only; sweepOnly does without a topic',
};

export const NOTIFICATIONS_MAY_BE_LOST: Acknowledgement = {
  rules: ['Serverless-SNSRedrivePolicy'],
  reason: 'a notification says nothing but that it is time to look: the sweep makes up for one that is lost',
};

export const ENCRYPTED_BY_SQS: Acknowledgement = {
  rules: [],
  checkov: ['CKV_AWS_27'],
  reason: 'SQS encrypts it with a key of its own, which checkov does not count; topics and the sweep could not use a KMS key',
};

export const IS_DEAD_LETTER_QUEUE: Acknowledgement = {
  rules: ['Serverless-SQSRedrivePolicy'],
  reason: 'it is the dead-letter queue, and has an alarm',
};

export const QUEUE_HAS_DEAD_LETTERS: Acknowledgement = {
  rules: ['Serverless-LambdaEventSourceMappingDestination'],
  reason: 'an event source mapping of a queue has no destination for failures: the dead-letter queue of that queue takes them',
};

export const INLINE_POLICY: Acknowledgement = {
  rules: inPacks('IAMNoInlinePolicy', HIPAA, NIST_4, NIST_5, PCI),
  reason: 'it is for this role alone and goes with it; a managed policy would have room for three fifths of the names',
};

export const DESCRIBES_ALL_GROUPS: Acknowledgement = {
  rules: ['AwsSolutions-IAM5[Resource::*]'],
  reason: 'to describe only: events have no resource, and groups and nodes are listed in one request for all of them',
};

export const KEEPS_NETWORK_INTERFACES: Acknowledgement = {
  rules: [],
  checkov: ['CKV_AWS_111'],
  reason: 'Lambda makes the network interfaces of a function in a VPC in its name, and their ids are not known before',
};

export function followsAnyChange({ partition }: Stack): Acknowledgement {
  // the finding holds the ARN as it stands in the template.
  const written = Token.isUnresolved(partition) ? '<AWS::Partition>' : partition;
  return {
    rules: [`AwsSolutions-IAM5[Resource::arn:${written}:route53:::change/*]`],
    reason: 'the id of a change is not known before it is made',
  };
}

export const NO_TRACES: Acknowledgement = {
  rules: ['Serverless-LambdaTracing'],
  reason: 'the program is not instrumented: its log and metrics tell more than a trace would',
};

export const SERVES_QUEUE: Acknowledgement[] = [
  {
    rules: [...inPacks('LambdaDLQ', HIPAA, NIST_5), 'Serverless-LambdaDLQ'],
    checkov: ['CKV_AWS_116'],
    reason: 'it serves a queue, which has a dead-letter queue; one of the function would take asynchronous invocations only',
  },
  {
    rules: inPacks('LambdaConcurrency', HIPAA, NIST_5),
    checkov: ['CKV_AWS_115'],
    reason: 'its event source mapping runs it twice at once at most, without taking that from the concurrency of the account',
  },
];

export const ANSWERS_CLOUDFORMATION: Acknowledgement = {
  rules: ['Serverless-LambdaAsyncFailureDestination'],
  reason: 'CloudFormation, which invokes it, refuses the deployment when it gets no answer',
};

export const SERVES_CLOUDFORMATION: Acknowledgement[] = [
  {
    rules: [...inPacks('LambdaDLQ', HIPAA, NIST_5), 'Serverless-LambdaDLQ'],
    checkov: ['CKV_AWS_116'],
    reason: 'CloudFormation refuses the deployment when it gets no answer',
  },
  {
    rules: inPacks('LambdaConcurrency', HIPAA, NIST_5),
    checkov: ['CKV_AWS_115'],
    reason: 'CloudFormation invokes it, once for each claim that is made, changed or deleted',
  },
  {
    rules: inPacks('LambdaInsideVPC', HIPAA, NIST_4, NIST_5, PCI),
    checkov: ['CKV_AWS_117'],
    reason: 'from a VPC its answer must find a way to CloudFormation, and it needs nothing in one; claimsFunctionInVpc puts it there all the same',
  },
];

function inPacks(rule: string, ...packs: string[]): string[] {
  return packs.map((pack) => `${pack}-${rule}`);
}
