import { World } from '../world';

/** The domains of AWS's partitions. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html tells of the first two. */
const DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'c2s.ic.gov', 'sc2s.sgov.gov', 'cloud.adc-e.uk', 'csp.hci.ic.gov'];

/**
 * Why a URL gets no answer, if it gets none: anybody who may invoke the function could have it send answers anywhere. CloudFormation has one bucket for them in each
 * Region, and asks functions of its own Region only.
 *
 * | host of the URL                                                                             | gets an answer |
 * |---------------------------------------------------------------------------------------------|----------------|
 * | `cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com`, in any partition | yes         |
 * | the same with `s3-eu-west-1` or plain `s3`, as URLs were until about 2021                   | yes            |
 * | that of an emulator of AWS, which `AWS_ENDPOINT_URL` names                                  | yes, and by HTTP |
 * | a bucket of any other name, or a domain that only looks like S3's                           | no             |
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html
 */
export function answerUrlFault(url: string, region: string, emulator: string | undefined): string | undefined {
  const { protocol, host, hostname } = parsed(url) ?? {};
  if (emulator !== undefined && hostname === parsed(emulator)?.hostname) return undefined;
  const bucket = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}`;
  const hosts = [`s3.${region}`, `s3-${region}`, 's3'].flatMap((service) => DOMAINS.map((domain) => `${bucket}.${service}.${domain}`));
  return protocol === 'https:' && hosts.includes(host!) ? undefined : `answers go to CloudFormation only, got: ${hostname ?? `${url}`.slice(0, 100)}`;
}

function parsed(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** A pause between two tries, in milliseconds; S3 is rarely away for longer than a moment. */
const SHORTEST_MS = 500;
const LONGEST_MS = 10_000;

/** Sends an answer until it is taken, always the same one: what was done is not undone by an answer that got lost. */
export async function sendAnswer(clock: World['clock'], until: number, send: () => Promise<void>, log: (line: string) => void): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await send();
      return;
    } catch (error) {
      log(`the answer was not taken: ${(error as Error).message}`);
      const pause = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** tries) * (0.5 + clock.random());
      if (clock.now() + pause >= until) throw error;
      await clock.sleep(pause);
    }
  }
}
