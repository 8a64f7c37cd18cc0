import { answerUrlFault, sendAnswer } from '../../../src/reconciler/deploy/answer';
import truth from '../../truth/response-urls.json';
import { InMemoryWorld } from '../in-memory-world';

const BUCKET = 'cloudformation-custom-resource-response-euwest1';

describe('An answer goes', () => {
  test.each(truth.hosts)('to $host, as seen in $seen', ({ region, host }) => {
    expect(answerUrlFault(`https://${host}/arn%3Aaws%3A?Expires=1`, region, undefined)).toBeUndefined();
  });

  test.each([
    ['China', 'cn-north-1', 'cnnorth1.s3.cn-north-1.amazonaws.com.cn'],
    ['GovCloud', 'us-gov-west-1', 'usgovwest1.s3.us-gov-west-1.amazonaws.com'],
    ["the European Sovereign Cloud's", 'eusc-de-east-1', 'euscdeeast1.s3.eusc-de-east-1.amazonaws.eu'],
    ['the first isolated one', 'us-iso-east-1', 'usisoeast1.s3.us-iso-east-1.c2s.ic.gov'],
    ['the second isolated one', 'us-isob-east-1', 'usisobeast1.s3.us-isob-east-1.sc2s.sgov.gov'],
    ['the third isolated one', 'eu-isoe-west-1', 'euisoewest1.s3.eu-isoe-west-1.cloud.adc-e.uk'],
    ['the fourth isolated one', 'us-isof-south-1', 'usisofsouth1.s3.us-isof-south-1.csp.hci.ic.gov'],
  ])("to CloudFormation's bucket in another partition: %s", (_, region, host) => {
    expect(answerUrlFault(`https://cloudformation-custom-resource-response-${host}/a`, region, undefined)).toBeUndefined();
  });

  test('to an emulator of AWS, by HTTP too, where the function is told of one', () => {
    expect(answerUrlFault('http://localhost:4566/a', 'eu-west-1', 'http://localhost:4566')).toBeUndefined();
    expect(answerUrlFault('http://localhost:4566/a', 'eu-west-1', undefined)).toContain('got: localhost');
    expect(answerUrlFault('http://other:4566/a', 'eu-west-1', 'http://localhost:4566')).toContain('got: other');
  });
});

describe('No answer goes', () => {
  test.each([
    ['by HTTP', `http://${BUCKET}.s3.eu-west-1.amazonaws.com/a`],
    ['to another host', 'https://evil.example/a'],
    ["to a bucket of somebody else's", 'https://somebodys-bucket.s3.eu-west-1.amazonaws.com/a'],
    ["to a bucket of somebody else's whose name begins alike", 'https://cloudformation-custom-resource-response-mine1.s3.eu-west-1.amazonaws.com/a'],
    ['to the bucket of another Region', 'https://cloudformation-custom-resource-response-euwest2.s3.eu-west-2.amazonaws.com/a'],
    ['to a bucket with dots in its name', `https://${BUCKET}.s3.evil.s3.eu-west-1.amazonaws.com/a`],
    ['to a domain that only looks like that of S3', `https://${BUCKET}.s3-amazonaws.com/a`],
    ['to a host that begins like the bucket', `https://${BUCKET}.s3.eu-west-1.amazonaws.com.evil.example/a`],
    ['to a host that ends like the bucket', `https://evil.example/.${BUCKET}.s3.eu-west-1.amazonaws.com/a`],
    ['to whom the bucket is a user name', `https://${BUCKET}.s3.eu-west-1.amazonaws.com@evil.example/a`],
    ['to another port', `https://${BUCKET}.s3.eu-west-1.amazonaws.com:8443/a`],
    ['to a bucket in the path', `https://s3.eu-west-1.amazonaws.com/${BUCKET}/a`],
    ["to another service's host", `https://${BUCKET}.sqs.eu-west-1.amazonaws.com/a`],
  ])('%s', (_, url) => {
    expect(answerUrlFault(url, 'eu-west-1', undefined)).toMatch(/^answers go to CloudFormation only, got: \S+$/);
  });

  test.each(['', 'no url', undefined as unknown as string])("to what is no URL: '%s'", (url) => {
    expect(answerUrlFault(url, 'eu-west-1', undefined)).toBe(`answers go to CloudFormation only, got: ${url}`);
  });

  test('and no more than 100 characters of what is no URL are told', () => {
    expect(answerUrlFault('x'.repeat(5_000), 'eu-west-1', undefined)).toBe(`answers go to CloudFormation only, got: ${'x'.repeat(100)}`);
  });
});

describe('An answer that S3 does not take', () => {
  const { clock } = new InMemoryWorld();
  const lines: string[] = [];
  const log = (line: string) => { lines.push(line); };

  beforeEach(() => {
    clock.naps.length = 0;
    lines.length = 0;
  });

  test('is sent again after longer and longer pauses, until it is taken', async () => {
    let tries = 0;
    await sendAnswer(clock, clock.now() + 600_000, async () => {
      tries += 1;
      if (tries < 8) throw new Error('503 SlowDown');
    }, log);
    expect(tries).toBe(8);
    expect(clock.naps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(lines).toEqual(Array(7).fill('the answer was not taken: 503 SlowDown'));
  });

  test('is given up when the next try would come too late, with what S3 said last', async () => {
    await expect(sendAnswer(clock, clock.now() + 3_500, async () => { throw new Error('403'); }, log)).rejects.toThrow('403');
    expect(clock.naps).toEqual([500, 1_000]);
  });

  test('is sent once, however late it is', async () => {
    let tries = 0;
    await sendAnswer(clock, 0, async () => { tries += 1; }, log);
    expect([tries, clock.naps]).toEqual([1, []]);
  });
});
