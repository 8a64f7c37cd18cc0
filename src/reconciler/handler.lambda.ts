import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { Route53Client } from '@aws-sdk/client-route-53';
import type { Context, SQSEvent } from 'aws-lambda';
import { endpointKind } from './aws/endpoint-kind';
import { HostedZone } from './aws/hosted-zone';
import { inTime } from './aws/in-time';
import { legible } from './aws/legible';
import { ReplicationGroups } from './aws/replication-groups';
import { fingerprint } from './decide/fingerprint';
import { answerUrlFault } from './deploy/answer';
import { Release, releaseByHand, Request, serve } from './deploy/custom-resource';
import { eventFault } from './deploy/event-fault';
import { reportClaimed } from './pass/report';
import { showPlan } from './pass/show-plan';
import { missedFromEnvironment, settingsFromEnvironment } from './settings';
import { WakeUpServer } from './wake-ups/wake-up-server';

const settings = settingsFromEnvironment(process.env);
const { hostedZoneId, zoneName, reconciler } = settings;
const missed = missedFromEnvironment(process.env);

// nothing is looked up in files; one try a call, since what is retried is the pass.
const client = {
  region: process.env.AWS_REGION, maxAttempts: 1, retryMode: 'standard', defaultsMode: 'standard', userAgentAppId: '', ...endpointKind(process.env),
} as const;
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

const route53 = new Route53Client({ ...client, requestHandler });
const elastiCache = new ElastiCacheClient({ ...client, requestHandler });
route53.middlewareStack.add(legible, { step: 'initialize' });
elastiCache.middlewareStack.add(legible, { step: 'initialize' });

/** No call of a pass begins later than this, in milliseconds since the epoch. */
let callsUntil = Infinity;
route53.middlewareStack.add(inTime(() => clock.now() <= callsUntil), { step: 'initialize' });
elastiCache.middlewareStack.add(inTime(() => clock.now() <= callsUntil), { step: 'initialize' });

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
const wakeUpServer = new WakeUpServer(world, identity, ({ lines, metrics }) => {
  lines.forEach(world.log);
  metrics.forEach(count);
});

/** Not by the console: in Lambda's JSON log format it puts each line into a document of its own, and CloudWatch finds no metric in there. */
function count(document: string) {
  process.stdout.write(`${document}\n`);
}

/** A call takes 7 s at most: 2 to connect, 5 for the answer. Then there must be time to log. */
const RESERVE_MS = 7_500;

/** Serves the queue, and `{"action":"plan"}`. */
export async function reconcile(event: (SQSEvent & { action?: never }) | { action: 'plan' } | null, context: Context) {
  callsUntil = clock.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
  if (event?.action === 'plan') return showPlan(world, identity.fingerprint);
  return wakeUpServer.serve(event as SQSEvent, callsUntil);
}

/** CloudFormation's S3 is there, or it is not: longer than this is no answer. */
const PUT_MS = 10_000;

/** Serves CloudFormation, and `{"action":"release"}`. */
export async function claims(request: Request | Release, context: Context) {
  const until = Date.now() + context.getRemainingTimeInMillis() - 2_000;
  const odd = eventFault(request);
  if (odd !== undefined) throw new Error(odd);
  if ('action' in request) return releaseByHand(request, world, settings, until);
  const fault = answerUrlFault(request.ResponseURL, process.env.AWS_REGION!, process.env.AWS_ENDPOINT_URL);
  if (fault !== undefined) throw new Error(fault);
  return serve(request, world, settings, until, async (url, body) => {
    const response = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' }, signal: AbortSignal.timeout(PUT_MS) });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }, (prefix) => missed && reportClaimed(prefix, missed, clock.now()).forEach(count));
}
