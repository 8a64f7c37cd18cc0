import { Clock } from '../clock/clock';

export interface LogEvent {
  readonly at: number;
  readonly stream: string;
  readonly message: string;
}

/** CloudWatch Logs: groups of events. */
export class Logs {
  private readonly groups = new Map<string, LogEvent[]>();
  private readonly listeners: ((group: string, event: LogEvent) => void)[] = [];

  constructor(private readonly clock: Clock) {}

  createGroup(name: string) {
    if (this.groups.has(name)) throw new Error(`The specified log group already exists: ${name}`);
    this.groups.set(name, []);
  }

  deleteGroup(name: string) {
    this.groups.delete(name);
  }

  hasGroup(name: string) {
    return this.groups.has(name);
  }

  put(group: string, stream: string, message: string) {
    const events = this.groups.get(group);
    if (!events) throw new Error(`The specified log group does not exist: ${group}`);
    const event = { at: this.clock.now(), stream, message };
    events.push(event);
    for (const listener of this.listeners) listener(group, event);
  }

  events(group: string): readonly LogEvent[] {
    return this.groups.get(group) ?? [];
  }

  /** All messages of the group. */
  lines(group: string) {
    return this.events(group).map(({ message }) => message);
  }

  onEvent(listener: (group: string, event: LogEvent) => void) {
    this.listeners.push(listener);
  }
}
