import { coldStart, Handler } from './bundle';
import { EnvironmentTimers } from './environment-timers';
import { LambdaFunction } from './lambda-function';
import { Network } from './network';
import { runtimeRequire } from './runtime-modules';
import { runtimeConsole, runtimeProcess } from './runtime-process';
import { simulatedAbortSignal, simulatedDate, simulatedPerformance } from './simulated-time';
import { Clock, Timer } from '../clock/clock';

/** What comes back from a function: what it answered, or how it failed. */
export interface Outcome {
  readonly payload?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  /** It did not run: there was no concurrency left. */
  readonly throttled?: boolean;
}

/** What an environment asks of the host. */
export interface EnvironmentHost {
  readonly clock: Clock;
  readonly variables: Record<string, string>;
  readonly onCall: () => 'before' | 'after' | undefined;
  readonly log: (line: string) => void;
  /** Takes the place of `Math.random`, for runs that can be repeated. */
  readonly random?: () => number;
}

/** One sandbox of a function: started cold, used for one event at a time, frozen in between, and gone for good after a crash or a time-out. */
export class ExecutionEnvironment {
  busy = false;
  gone = false;
  readonly network: Network;
  private readonly timers: EnvironmentTimers;
  private handler?: Handler;
  private requestId = '';
  private retired = false;
  private end?: (outcome: Outcome) => void;

  constructor(private readonly lambda: LambdaFunction, private readonly host: EnvironmentHost) {
    this.timers = new EnvironmentTimers(host.clock);
    this.network = new Network(host.clock, host.onCall, () => this.die(), host.variables.AWS_ENDPOINT_URL);
  }

  get isFree() {
    return !this.busy && !this.gone && !this.retired;
  }

  async invoke(event: unknown, requestId: string): Promise<Outcome> {
    this.busy = true;
    this.requestId = requestId;
    this.host.log(`START RequestId: ${requestId} Version: $LATEST`);
    const started = this.host.clock.now();
    let deadline: Timer | undefined;
    const outcome = await new Promise<Outcome>((resolve) => {
      this.end = resolve;
      deadline = this.host.clock.setTimeout(() => this.timeOut(), this.lambda.timeoutSeconds * 1000);
      void this.run(event, started + this.lambda.timeoutSeconds * 1000).then(resolve);
    });
    this.host.clock.clearTimeout(deadline);
    if (outcome.error) this.host.log(`${new Date(this.host.clock.now()).toISOString()}\t${requestId}\tERROR\t${JSON.stringify(outcome.error)}`);
    this.host.log(`END RequestId: ${requestId}`);
    this.host.log(`REPORT RequestId: ${requestId}\tDuration: ${this.host.clock.now() - started}.00 ms\tMemory Size: ${this.lambda.memoryMb} MB`);
    this.timers.freeze();
    this.busy = false;
    if (this.retired) this.destroy();
    return outcome;
  }

  /** It takes no more events: the function was changed. */
  retire() {
    this.retired = true;
    if (!this.busy) this.destroy();
  }

  /** Ends the sandbox. */
  destroy() {
    this.gone = true;
    this.timers.clearAll();
    this.network.cutOff();
  }

  private async run(event: unknown, deadline: number): Promise<Outcome> {
    try {
      this.timers.thaw();
      this.handler ??= this.start();
      const answer = await this.handler(JSON.parse(JSON.stringify(event)), this.context(deadline));
      return { payload: answer === undefined ? null : JSON.parse(JSON.stringify(answer)) as unknown };
    } catch (error) {
      const { name = 'Error', message = String(error) } = (error ?? {}) as Partial<Error>;
      return { error: { errorType: name, errorMessage: message } };
    }
  }

  private start() {
    const { clock, variables } = this.host;
    const write = (text: string) => text.split('\n').filter((line) => line !== '').forEach((line) => this.host.log(line));
    const timers = this.timers.functions;
    const process = runtimeProcess(clock, variables, write);
    const surroundings = {
      process,
      console: runtimeConsole(clock, () => this.requestId, this.host.log, this.lambda.logFormat),
      require: runtimeRequire(this.network, timers, process),
      Date: simulatedDate(clock),
      Math: this.host.random ? Object.assign(Object.create(Math) as Math, { random: this.host.random }) : Math,
      performance: simulatedPerformance(clock),
      AbortSignal: simulatedAbortSignal(timers.setTimeout),
      fetch: this.network.fetch,
      ...timers,
    };
    // defined, not assigned: some globals have setters that would change the real ones.
    const shadowed = Object.create(globalThis, Object.getOwnPropertyDescriptors(surroundings)) as object;
    return coldStart(this.lambda.directory, this.lambda.handler, { ...surroundings, globalThis: shadowed });
  }

  private context(deadline: number) {
    return {
      awsRequestId: this.requestId,
      functionName: this.lambda.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: this.lambda.arn,
      memoryLimitInMB: String(this.lambda.memoryMb),
      logGroupName: this.host.variables.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: this.host.variables.AWS_LAMBDA_LOG_STREAM_NAME,
      getRemainingTimeInMillis: () => Math.max(0, deadline - this.host.clock.now()),
    };
  }

  private timeOut() {
    this.destroy();
    const seconds = this.lambda.timeoutSeconds.toFixed(2);
    this.fail('Sandbox.Timedout', `RequestId: ${this.requestId} Error: Task timed out after ${seconds} seconds`);
  }

  private die() {
    this.destroy();
    this.fail('Runtime.ExitError', `RequestId: ${this.requestId} Error: Runtime exited with error: signal: killed`);
  }

  private fail(errorType: string, errorMessage: string) {
    this.end?.({ error: { errorType, errorMessage } });
  }
}
