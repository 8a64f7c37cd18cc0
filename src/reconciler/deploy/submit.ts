import { pause, RefusedBatch } from './patience';
import { isRefusal, isThrottle } from '../aws/service-error';
import { Change } from '../decide/record';
import { checkFresh } from '../pass/freshness';
import { DeployWorld } from '../world';

/**
 * A change that Route 53 had no time for is sent again as long as it is fresh; after any other trouble the zone and the group are read again.
 *
 * @throws RefusedBatch when Route 53 looked at the changes and does not make them
 */
export async function submit(world: DeployWorld, changes: readonly Change[], comment: string, readAt: number): Promise<string> {
  for (let pauses = 0; ; pauses += 1) {
    checkFresh(world.clock, readAt);
    try {
      return await world.zone.change(changes, comment);
    } catch (error) {
      if (isRefusal(error as Error) && isFinal(error as Error)) throw new RefusedBatch(contents(changes), error as Error);
      if (!isThrottle(error as Error)) throw error;
    }
    await pause(world.clock, pauses);
  }
}

/** IAM and a missing zone have rules of their own. */
function isFinal(error: Error): boolean {
  return !isThrottle(error) && !error.name.startsWith('AccessDenied') && error.name !== 'NoSuchHostedZone';
}

/** What tells two batches apart: a claim that is made holds the time, the claim that is deleted tells whether another writer came between. */
function contents(changes: readonly Change[]): string {
  return JSON.stringify(changes.filter(({ action, record }) => action === 'DELETE' || record.type !== 'TXT'));
}
