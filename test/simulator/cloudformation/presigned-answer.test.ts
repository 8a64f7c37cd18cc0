import { PresignedAnswer } from './presigned-answer';
import truth from '../../truth/response-urls.json';
import { StorageRequest } from '../wire/storage';

const ISSUED = Date.parse('2026-01-01T00:00:00Z');
const STACK = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/app/0be779b0-16d1-11ef-a3b1-0634a5b1d8ed';

describe.each(['v2', 'v4'] as const)('a URL of signature %s', (signature) => {
  const presigned = new PresignedAnswer({ region: 'eu-central-1', stackId: STACK, logicalId: 'Claim', requestId: 'a-1', issuedAt: ISSUED, signature });
  const { pathname, search, host } = new URL(presigned.url);
  const put: StorageRequest = { method: 'PUT', host, target: `${pathname}${search}`, headers: { 'content-length': '2', 'content-type': '' }, body: '{}' };

  test('has the host, the path and the query that were seen', () => {
    expect(truth.hosts.map(({ host: seen }) => seen)).toContain(host);
    expect(pathname).toBe(truth.path.replace('STACK_ID', STACK.replaceAll(':', '%3A')).replace('LOGICAL_ID', 'Claim').replace('REQUEST_ID', 'a-1'));
    const query = Object.fromEntries(new URLSearchParams(search));
    expect(Object.keys(query)).toEqual(truth.queries[signature]);
    if (signature === 'v4') expect(query).toMatchObject({ ...truth.v4, 'X-Amz-Date': '20260101T000000Z' });
    else expect(query).toMatchObject({ Expires: String(ISSUED / 1000 + 7200) });
  });

  test('takes a PUT without headers of its own, until two hours have passed', () => {
    expect(presigned.judge(put, ISSUED + 7_200_000)).toEqual({ status: 200, body: '' });
    expect(presigned.judge({ ...put, headers: { 'content-length': '2' } }, ISSUED)).toMatchObject({ status: 200 });
    expect(presigned.judge(put, ISSUED + 7_200_001)).toEqual({ status: 403, body: expect.stringContaining('Request has expired') });
  });

  test.each<[string, Partial<StorageRequest>, number, string]>([
    ['a content type', { headers: { ...put.headers, 'content-type': 'application/json' } }, 403, 'SignatureDoesNotMatch'],
    ['the content type that fetch gives to a text', { headers: { ...put.headers, 'content-type': 'text/plain;charset=UTF-8' } }, 403, 'SignatureDoesNotMatch'],
    ['an MD5', { headers: { ...put.headers, 'content-md5': 'x' } }, 403, 'SignatureDoesNotMatch'],
    ['a header of AWS', { headers: { ...put.headers, 'x-amz-acl': 'private' } }, 403, signature === 'v2' ? 'SignatureDoesNotMatch' : 'were not signed'],
    ['POST', { method: 'POST' }, 403, 'SignatureDoesNotMatch'],
    ['another host', { host: 'example.com' }, 403, 'SignatureDoesNotMatch'],
    ['another path', { target: put.target.replace('Claim', 'Other') }, 403, 'SignatureDoesNotMatch'],
    ['an escape that is written otherwise', { target: put.target.replace('%7C', '|') }, 403, 'SignatureDoesNotMatch'],
    ['a query that was cut', { target: pathname }, 403, 'SignatureDoesNotMatch'],
    ['no length', { headers: {} }, 411, 'MissingContentLength'],
  ])('refuses %s', (_, change, status, words) => {
    expect(presigned.judge({ ...put, ...change }, ISSUED)).toEqual({ status, body: expect.stringContaining(words) });
  });
});

test.each(['us-east-1', 'ap-southeast-1', 'cn-north-1', 'us-gov-west-1'])('the bucket of %s has the Region without dashes in its name', (region) => {
  const { host } = new PresignedAnswer({ region, stackId: STACK, logicalId: 'Claim', requestId: 'a-1', issuedAt: ISSUED });
  expect(host).toMatch(new RegExp(`^cloudformation-custom-resource-response-${region.replaceAll('-', '')}\\.s3\\.${region}\\.amazonaws\\.com${region.startsWith('cn-') ? '\\.cn' : ''}$`));
});
