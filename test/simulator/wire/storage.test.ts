import { request as httpRequest } from 'node:http';
import { ApiServer } from './api-server';
import { VirtualClock } from '../clock/virtual-clock';
import { PresignedAnswer } from '../cloudformation/presigned-answer';
import { ElastiCache } from '../elasticache/elasticache';
import { Faults } from '../faults';
import { Iam } from '../iam/iam';
import { Route53 } from '../route53/route53';

let server: ApiServer;
let faults: Faults;
let presigned: PresignedAnswer;
let taken: string[];

beforeEach(async () => {
  const clock = new VirtualClock();
  faults = new Faults();
  const elasticache = new ElastiCache(clock, { account: '111122223333', region: 'us-east-1', publish: async () => 'delivered' });
  server = await ApiServer.start({ clock, iam: new Iam(clock), route53: new Route53(clock), faults, elasticache });
  presigned = new PresignedAnswer({ region: 'us-east-1', stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/a/b', logicalId: 'Claim', requestId: 'r', issuedAt: clock.now() });
  taken = [];
  server.store(presigned.url, (request) => {
    const answer = presigned.judge(request, clock.now());
    if (answer.status === 200) taken.push(request.body);
    return answer;
  });
});

afterEach(async () => server.close());

test('S3 takes the answer at the presigned URL and refuses it with a content type, or at another', async () => {
  expect(await put()).toMatchObject({ status: 200 });
  expect(await put({ 'content-type': 'application/json' })).toMatchObject({ status: 403, body: expect.stringContaining('SignatureDoesNotMatch') });
  expect(await put({}, presigned.url.replace('Claim', 'Other'))).toMatchObject({ status: 403, body: expect.stringContaining('SignatureDoesNotMatch') });
  expect(taken).toEqual(['{}']);
});

test('S3 has its bad moments', async () => {
  faults.on('s3:PutObject', { kind: 'throttle', times: 1 });
  faults.on('s3:PutObject', { kind: 'error', times: 1 });
  faults.on('s3:PutObject', { kind: 'custom', status: 403, code: 'AccessDenied', message: 'no', times: 1 });
  faults.on('s3:PutObject', { kind: 'lost-answer', cut: true, times: 1 });
  expect([await put(), await put(), await put()].map(({ status }) => status)).toEqual([503, 500, 403]);
  expect(taken).toEqual([]);
  await expect(put()).rejects.toThrow('socket hang up');
  expect(taken).toEqual(['{}']);
});

async function put(headers: Record<string, string> = {}, url = presigned.url) {
  const { host } = new URL(url);
  return new Promise<{ status?: number; body: string }>((resolve, reject) => {
    const options = { method: 'PUT', path: url.slice(`https://${host}`.length), headers: { 'content-length': '2', ...headers, host }, agent: false as const };
    const request = httpRequest(server.url, options, (response) => {
      let body = '';
      response.on('data', (chunk) => { body += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, body }));
    });
    request.on('error', reject);
    request.end('{}');
  });
}
