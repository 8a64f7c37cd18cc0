import { LambdaFunction } from './lambda-function';
import { Logs } from '../cloudwatch/logs';
import { Iam } from '../iam/iam';
import { refusalOf } from '../iam/refusal';

/** Writes the lines of functions to their log groups, as far as their roles allow it: what they don't is lost, and nobody is told. */
export class FunctionLog {
  constructor(private readonly iam: Pick<Iam, 'authorize'>, private readonly logs: Logs, private readonly place: { region: string; account: string }) {}

  write({ roleArn, logGroup }: LambdaFunction, stream: string, line: string) {
    const group = `arn:aws:logs:${this.place.region}:${this.place.account}:log-group:${logGroup}`;
    const refusal = refusalOf(() => {
      if (!this.logs.hasGroup(logGroup)) {
        this.iam.authorize(roleArn, 'logs:CreateLogGroup', group, {});
        this.logs.createGroup(logGroup);
      }
      this.iam.authorize(roleArn, 'logs:CreateLogStream', `${group}:log-stream:${stream}`, {});
      this.iam.authorize(roleArn, 'logs:PutLogEvents', `${group}:log-stream:${stream}`, {});
    });
    if (!refusal) this.logs.put(logGroup, stream, line);
  }
}
