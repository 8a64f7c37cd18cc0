import { Clock, Timer } from '../clock/clock';
import { Iam } from '../iam/iam';
import { refusalOf } from '../iam/refusal';
import { NotModelled } from '../not-modelled';
import { Sqs } from '../sqs/sqs';
import { AwsError } from '../wire/aws-error';

export interface Schedule {
  readonly name: string;
  readonly expression: string;
  readonly target: { readonly arn: string; readonly roleArn: string; readonly input: string };
}

const UNITS: Record<string, number> = { minute: 60_000, minutes: 60_000, hour: 3_600_000, hours: 3_600_000, day: 86_400_000, days: 86_400_000 };

/** EventBridge Scheduler: sends messages to queues at a rate. */
export class Scheduler {
  /** False: nothing is sent, for stories without sweeps. */
  enabled = true;
  /** Messages that could not be sent. */
  readonly failures: { readonly at: number; readonly schedule: string; readonly reason: string }[] = [];
  private readonly timers = new Map<string, Timer>();

  constructor(private readonly clock: Clock, private readonly iam: Pick<Iam, 'credentialsFor'>, private readonly sqs: Sqs) {}

  put(schedule: Schedule) {
    const interval = intervalOf(schedule.expression);
    if (!schedule.target.arn.startsWith('arn:aws:sqs:')) throw new NotModelled(`schedules for the target ${schedule.target.arn}`);
    this.checkRole(schedule.target.roleArn);
    this.delete(schedule.name);
    const run = () => {
      this.timers.set(schedule.name, this.clock.setTimeout(run, interval));
      if (this.enabled) this.send(schedule);
    };
    this.timers.set(schedule.name, this.clock.setTimeout(run, interval));
  }

  delete(name: string) {
    this.clock.clearTimeout(this.timers.get(name));
    this.timers.delete(name);
  }

  close() {
    for (const name of [...this.timers.keys()]) this.delete(name);
  }

  private checkRole(roleArn: string) {
    if (refusalOf(() => this.iam.credentialsFor(roleArn, 'scheduler.amazonaws.com'))) {
      throw new AwsError('ValidationException', 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.');
    }
  }

  private send({ name, target: { arn, roleArn, input } }: Schedule) {
    const refusal = refusalOf(() => this.sqs.send(arn, input, { roleArn }));
    if (refusal) this.failures.push({ at: this.clock.now(), schedule: name, reason: refusal.message });
  }
}

function intervalOf(expression: string) {
  const [, value, unit] = /^rate\((\d+) (\w+)\)$/.exec(expression) ?? [];
  if (!value || !(unit in UNITS)) throw new NotModelled(`the schedule expression ${expression}`);
  return Number(value) * UNITS[unit];
}
