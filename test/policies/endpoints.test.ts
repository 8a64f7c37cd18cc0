import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { claimText } from '../../src/reconciler/decide/claim-text';
import { fingerprint } from '../../src/reconciler/decide/fingerprint';
import { givenClaim } from '../reconciler/given-claim';

const BUNDLE = join(__dirname, '..', '..', 'assets', 'reconciler', 'index.js');
const RECONCILER = 'arn:aws:sqs:eu-west-1:111111111111:wake-ups';

/** A zone that holds one claim, so that its group is asked for, too. */
const RECORDS = `<?xml version="1.0"?>
<ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ResourceRecordSets><ResourceRecordSet>
<Name>read._replica-endpoint-dns.example.internal.</Name><Type>TXT</Type><TTL>10</TTL><ResourceRecords><ResourceRecord>
<Value>"${claimText(givenClaim([], { reconciler: fingerprint(RECONCILER) }))}"</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></ResourceRecordSets>
<IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`;

/** Prints the hosts that the bundle asks. */
const ASK = `
  const [bundle, records] = process.argv.slice(1);
  const [http, https] = [require('node:http'), require('node:https')];
  const hosts = new Set();
  const server = http.createServer((_, response) => response.end(records)).listen(0, '127.0.0.1', () => {
    https.request = ({ host, method, path, headers }, answer) => {
      hosts.add(host);
      return http.request({ host: '127.0.0.1', port: server.address().port, method, path, headers }, answer);
    };
    console.log = () => {};
    require(bundle).reconcile({ action: 'plan' }, { getRemainingTimeInMillis: () => 30_000 }).catch(() => {}).then(() => {
      process.stdout.write([...hosts].sort().join(' '));
      process.exit();
    });
  });
`;

// The hosts are those of https://docs.aws.amazon.com/general/latest/gr/r53.html and https://docs.aws.amazon.com/general/latest/gr/elasticache-service.html,
// and of botocore's rules for both services.
describe('both services are asked at', () => {
  test.each([
    ['their usual endpoints', 'us-east-1', {}, 'elasticache.us-east-1.amazonaws.com route53.amazonaws.com'],
    ['their usual endpoints, if no other ones are wanted', 'eu-west-1', { AWS_USE_FIPS_ENDPOINT: 'false', AWS_USE_DUALSTACK_ENDPOINT: '' },
      'elasticache.eu-west-1.amazonaws.com route53.amazonaws.com'],
    ['endpoints that are validated by FIPS 140', 'us-east-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'elasticache-fips.us-east-1.amazonaws.com route53-fips.amazonaws.com'],
    ['those of AWS GovCloud', 'us-gov-west-1', { AWS_USE_FIPS_ENDPOINT: 'true' }, 'elasticache.us-gov-west-1.amazonaws.com route53.us-gov.amazonaws.com'],
    ['endpoints that have IPv6 addresses', 'eu-west-1', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, 'elasticache.eu-west-1.api.aws route53.global.api.aws'],
  ])('%s', (_, region, variables, hosts) => {
    expect(asked(region, variables)).toMatchObject({ stdout: hosts, stderr: '' });
  });

  test('none when a variable is neither true nor false', () => {
    const { stdout, stderr } = asked('us-east-1', { AWS_USE_FIPS_ENDPOINT: 'yes' });
    expect(stdout).toBe('');
    expect(stderr).toContain('environment variable AWS_USE_FIPS_ENDPOINT must be true or false, got: yes');
  });
});

function asked(region: string, variables: Record<string, string>) {
  const env = {
    HOSTED_ZONE_ID: 'Z1',
    ZONE_NAME: 'example.internal',
    RECONCILER,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_SESSION_TOKEN: 'any',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...variables,
  };
  return spawnSync(process.execPath, ['-e', ASK, BUNDLE, RECORDS], { env, encoding: 'utf8' });
}
