import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { ENABLE_PARTITION_LITERALS } from 'aws-cdk-lib/cx-api';
import { ZoneReconciler } from '../../src';
import { givenNames, givenZone } from '../given';
import { PolicyDocument, PolicyStatement } from '../simulator/iam/policy';

const ZONE = 'example.internal';
const CLAIMS = `_replica-endpoint-dns.${ZONE}`;

export const CHANGE = 'route53:ChangeResourceRecordSets';
export const ZONE_ARN = 'arn:aws:route53:::hostedzone/Z1';

/** What Route 53 tells IAM of a change batch. */
export interface ChangeRequest {
  readonly what: string;
  readonly actions: string[];
  readonly types: string[];
  readonly names: string[];
  /** The policies that must let it pass; all others must not. */
  readonly allowedBy: string[];
}

const MOVE = ['DELETE', 'CREATE'];
const OURS = ['CNAME', 'TXT'];
const ANY_PREFIX = ['claims', 'shared reconciler'];
const ALL_OF_OURS = ['reconciler', ...ANY_PREFIX];

/** `reconciler` is that of a stack with the prefix `read`; `ACME client` is the policy that SECURITY.md shows. */
export const CHANGE_REQUESTS: ChangeRequest[] = [
  request('a name of the claim moves', MOVE, OURS, [`read1.${ZONE}`, `read.${CLAIMS}`], ALL_OF_OURS),
  request('the highest name that there can be', MOVE, OURS, [`read50.${ZONE}`, `read.${CLAIMS}`], ALL_OF_OURS),
  request('a name of another prefix', MOVE, OURS, [`old1.orders.${ZONE}`, `old.orders.${CLAIMS}`], ANY_PREFIX),
  request('a claim of another stack', MOVE, ['TXT'], [`other.${CLAIMS}`], ALL_OF_OURS),
  request('a name that only begins like one of ours', ['DELETE'], ['CNAME'], [`ready.${ZONE}`], []),
  request('a name without a number', MOVE, ['CNAME'], [`www.${ZONE}`], []),
  request('a name of ours that is overwritten', ['UPSERT'], ['CNAME'], [`read1.${ZONE}`], []),
  request('an address', ['CREATE'], ['A'], [`read1.${ZONE}`], []),
  request('a foreign name beside ours', MOVE, OURS, [`read1.${ZONE}`, `www.${ZONE}`], []),
  request('the challenge of an authority for the zone', ['CREATE'], ['TXT'], [`_acme-challenge.${ZONE}`], []),
  request('the challenge of an authority for a host', ['CREATE'], ['TXT'], [`_acme-challenge.www.${ZONE}`], ['ACME client']),
  request('the same, overwritten', ['UPSERT'], ['TXT'], [`_acme-challenge.www.${ZONE}`], ['ACME client']),
  request('the challenge for a host whose name ends in a number', ['CREATE'], ['TXT'], [`_acme-challenge.www1.${ZONE}`], []),
  request('a challenge that is handed on by a CNAME', ['CREATE'], ['CNAME'], [`_acme-challenge.www.${ZONE}`], []),
  request('the challenge beside a claim', ['CREATE'], ['TXT'], [`_acme-challenge.www.${ZONE}`, `read.${CLAIMS}`], []),
  request('what validates a certificate of ACM', MOVE, ['CNAME'], [`_3639ac514e785e898d2646601fa951d5.${ZONE}`], []),
  request('SPF, at the apex', ['DELETE'], ['TXT'], [ZONE], []),
  request('DMARC', ['DELETE'], ['TXT'], [`_dmarc.${ZONE}`], []),
  request('DKIM in text', ['DELETE'], ['TXT'], [`google._domainkey.${ZONE}`], []),
  request('DKIM by a CNAME whose name ends in a number', ['DELETE'], ['CNAME'], [`s1._domainkey.${ZONE}`], []),
  request('any name that begins with an underscore and ends in a number', MOVE, ['CNAME'], [`_x1.${ZONE}`], []),
  request('a wildcard, as Route 53 writes it', MOVE, ['CNAME'], [`\\052.${ZONE}`], []),
  request('a wildcard below a name that ends in a number', MOVE, ['CNAME'], [`\\052.x1.${ZONE}`], []),
  request('a batch of which Route 53 tells nothing', [], [], [], []),
];

function request(what: string, actions: string[], types: string[], names: string[], allowedBy: string[]): ChangeRequest {
  return { what, actions, types, names, allowedBy };
}

/** The condition keys of a request, of those of which there is something to tell. */
export function keysOf({ actions, types, names }: ChangeRequest): Record<string, string[]> {
  const keys = { NormalizedRecordNames: names, RecordTypes: types, Actions: actions };
  return Object.fromEntries(Object.entries(keys).filter(([, values]) => values.length > 0).map(([key, values]) => [`${CHANGE}${key}`, values]));
}

/** What allows and denies changes in the policies of the roles, and in the one that SECURITY.md has people copy. */
export function changePolicies(): Record<string, PolicyDocument> {
  const own = templateOf({});
  return {
    'reconciler': changesIn(own, 'ReconcilerPolicy'),
    'claims': changesIn(own, 'ClaimsPolicy'),
    'shared reconciler': changesIn(templateOf({ shared: true }), 'ReconcilerPolicy'),
    'ACME client': policyOfPage(),
  };
}

function templateOf(options: { shared?: boolean }): Template {
  const app = new App({ analyticsReporting: false, context: { 'aws:cdk:disable-asset-staging': true, [ENABLE_PARTITION_LITERALS]: true } });
  const stack = new Stack(app, 'Orders', { env: { account: '111111111111', region: 'eu-west-1' } });
  const hostedZone = givenZone(stack, ZONE);
  givenNames(stack, { hostedZone, reconciler: new ZoneReconciler(stack, 'Writer', { hostedZone, ...options }) });
  return Template.fromStack(stack);
}

function changesIn(template: Template, part: string): PolicyDocument {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes(part));
  const statements: PolicyStatement[] = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  return { Version: '2012-10-17', Statement: statements.filter(({ Action }) => Action === CHANGE) };
}

function policyOfPage(): PolicyDocument {
  const page = readFileSync(join(__dirname, '..', '..', 'SECURITY.md'), 'utf8');
  const [, statement] = /^```json\n(.*?)^```$/ms.exec(page)!;
  return { Version: '2012-10-17', Statement: JSON.parse(statement.replace('ZONE_ID', 'Z1').replace(/example\.com/g, ZONE)) };
}
