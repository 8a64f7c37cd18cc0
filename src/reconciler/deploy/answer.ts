import { World } from '../world';

/**
 * CloudFormation's buckets for answers, in any partition: `cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com`. Nothing else is sent an
 * answer, whoever invoked the function.
 */
const BUCKET = /^cloudformation-custom-resource-response-[a-z0-9]+\.s3[.-]([a-z0-9-]+\.)?(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;
const PATH_STYLE = /^s3[.-]([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/;

/** Why a URL gets no answer, if it gets none. An emulator of AWS has its own host, which `AWS_ENDPOINT_URL` names. */
export function answerUrlFault(url: string, emulator: string | undefined): string | undefined {
  const { protocol, hostname, pathname } = parsed(url) ?? {};
  if (emulator !== undefined && hostname === parsed(emulator)?.hostname) return undefined;
  const isBucket = hostname !== undefined && (BUCKET.test(hostname) || (PATH_STYLE.test(hostname) && pathname!.startsWith('/cloudformation-custom-resource-response-')));
  return protocol === 'https:' && isBucket ? undefined : `answers go to CloudFormation only, got: ${hostname ?? url.slice(0, 100)}`;
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
