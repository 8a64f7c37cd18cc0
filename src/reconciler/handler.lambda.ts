import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { Route53Client } from '@aws-sdk/client-route-53';
import type { Context, SQSEvent } from 'aws-lambda';
import { HostedZone } from './aws/hosted-zone';
import { legible } from './aws/legible';
import { ReplicationGroups } from './aws/replication-groups';
import { fingerprint } from './decide/fingerprint';
import { Request, serve } from './deploy/custom-resource';
import { showPlan } from './pass/show-plan';
import { settingsFromEnvironment } from './settings';
import { WakeUpServer } from './wake-ups/wake-up-server';

const { hostedZoneId, zoneName, reconciler } = settingsFromEnvironment(process.env);

// nothing is looked up in files; one try a call, since what is retried is the pass.
const client = { region: process.env.AWS_REGION, maxAttempts: 1, retryMode: 'standard', defaultsMode: 'standard', userAgentAppId: '', useFipsEndpoint: false, useDualstackEndpoint: false } as const;
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

const route53 = new Route53Client({ ...client, requestHandler });
const elastiCache = new ElastiCacheClient({ ...client, requestHandler });
route53.middlewareStack.add(legible, { step: 'initialize' });
elastiCache.middlewareStack.add(legible, { step: 'initialize' });

const clock = {
  now: () => Date.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  random: () => Math.random(),
};
const world = {
  zoneName,
  zone: new HostedZone(route53, hostedZoneId, zoneName),
  groups: new ReplicationGroups(elastiCache, clock.now),
  clock,
  log: (line: string) => console.log(line),
};
const identity = { fingerprint: fingerprint(reconciler), functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'local' };
const wakeUpServer = new WakeUpServer(world, identity, world.log);

/** Time to answer and log after the last attempt. */
const RESERVE_MS = 12_000;

/** Serves the queue, and `{"action":"plan"}`. */
export async function reconcile(event: (SQSEvent & { action?: never }) | { action: 'plan' } | null, context: Context) {
  if (event?.action === 'plan') return showPlan(world, identity.fingerprint);
  return wakeUpServer.serve(event as SQSEvent, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
}

/** Serves CloudFormation. */
export async function claims(request: Request) {
  await serve(request, world, identity.fingerprint, async (url, body) => {
    const response = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' } });
    if (!response.ok) throw new Error(`CloudFormation did not take the answer, got: ${response.status} ${await response.text()}`);
  });
}
