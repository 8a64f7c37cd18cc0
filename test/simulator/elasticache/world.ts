import { EndpointNames } from './endpoint-names';
import { EventLog } from './event-log';
import { Clock } from '../clock/clock';
import { NodeBackend } from '../redis/node-backend';

/** What all replication groups of an account share. */
export interface World {
  readonly clock: Clock;
  readonly region: string;
  readonly names: EndpointNames;
  readonly log: EventLog;
  /** Absent where only names matter. */
  readonly backend?: NodeBackend;
  publish(topicArn: string, message: string): Promise<'delivered' | 'refused'>;
  /** An address for a node that has no process behind it. */
  newIp(): string;
}
