import { AsynchronousEvents } from './asynchronous-events';
import { environmentVariables } from './environment-variables';
import { ExecutionEnvironment, Outcome } from './execution-environment';
import { FunctionLog } from './function-log';
import { LambdaFunction } from './lambda-function';
import { Death } from './network';
import { Clock } from '../clock/clock';
import { Logs } from '../cloudwatch/logs';
import { Iam } from '../iam/iam';

interface Surroundings {
  readonly clock: Clock;
  readonly iam: Pick<Iam, 'authorize' | 'credentialsFor'>;
  readonly logs: Logs;
  readonly region: string;
  readonly account: string;
  /** Where the services answer. */
  readonly endpoint: string;
  /** Chance for the n-th environment, for runs that can be repeated; real chance when absent. */
  readonly chance?: (environment: number) => () => number;
}

interface Hosted {
  definition: LambdaFunction;
  environments: ExecutionEnvironment[];
  calls: number;
  death?: Death & { readonly from: number };
}

/** Lambda: runs the real bundle in this process, in a simulated world. */
export class LambdaHost {
  /** Every invocation, for assertions. */
  readonly invocations: { readonly at: number; readonly name: string; readonly event: unknown; outcome?: Outcome }[] = [];
  /** The queue of events that nobody waits for. */
  readonly asynchronous: AsynchronousEvents;
  private readonly functions = new Map<string, Hosted>();
  private readonly log: FunctionLog;
  private started = 0;
  private requested = 0;

  constructor(private readonly world: Surroundings) {
    this.log = new FunctionLog(world.iam, world.logs, world);
    this.asynchronous = new AsynchronousEvents(world.clock);
  }

  createFunction(definition: Omit<LambdaFunction, 'arn' | 'logGroup'> & { readonly logGroup?: string }) {
    if (this.functions.has(definition.name)) throw new Error(`Function already exist: ${definition.name}`);
    this.functions.set(definition.name, { definition: this.complete(definition), environments: [], calls: 0 });
    return this.arn(definition.name);
  }

  /** New code or configuration: warm environments are given up, running ones finish their event. */
  updateFunction(definition: Parameters<LambdaHost['createFunction']>[0]) {
    const hosted = this.hosted(definition.name);
    hosted.definition = this.complete(definition);
    for (const environment of hosted.environments) environment.retire();
    this.forgetGone(hosted);
  }

  deleteFunction(name: string) {
    for (const environment of this.functions.get(name)?.environments ?? []) environment.destroy();
    this.functions.delete(name);
    this.asynchronous.delete(name);
  }

  arn(name: string) {
    return `arn:aws:lambda:${this.world.region}:${this.world.account}:function:${name}`;
  }

  definition(nameOrArn: string): LambdaFunction {
    return this.hosted(nameOrArn).definition;
  }

  /** Environments that are at an event now. */
  running(nameOrArn: string) {
    return this.hosted(nameOrArn).environments.filter(({ busy }) => busy).length;
  }

  /** The caller waits for the answer. */
  async invoke(nameOrArn: string, event: unknown, requestId = this.newRequestId()): Promise<Outcome> {
    const hosted = this.hosted(nameOrArn);
    if (this.running(nameOrArn) >= (hosted.definition.reservedConcurrency ?? Infinity)) {
      return { error: { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' }, throttled: true };
    }
    const record: LambdaHost['invocations'][number] = { at: this.world.clock.now(), name: hosted.definition.name, event };
    this.invocations.push(record);
    this.started += 1;
    const environment = hosted.environments.find(({ isFree }) => isFree) ?? this.startEnvironment(hosted);
    record.outcome = await environment.invoke(event, requestId);
    this.forgetGone(hosted);
    return record.outcome;
  }

  /** Nobody waits for the answer. All attempts at an event, and its repetitions, have one request id. */
  async invokeAsync(nameOrArn: string, event: unknown) {
    const { definition: { name } } = this.hosted(nameOrArn);
    const requestId = this.newRequestId();
    const attempt = async () => (this.functions.has(name) ? this.invoke(name, event, requestId) : undefined);
    await this.asynchronous.send(name, event, attempt, () => this.functions.get(name)?.definition.reservedConcurrency !== 0);
  }

  /** The next environment that gets to its n-th call from now ends there, and never goes on. */
  die(name: string, death: Death) {
    const hosted = this.hosted(name);
    hosted.death = { ...death, from: hosted.calls };
  }

  /** The server will not answer the request from this port, or not soon. */
  abandoned(port: number) {
    for (const { network } of this.environments()) network.abandoned(port);
  }

  /** The server turns to the request from this port again. */
  resumed(port: number) {
    for (const { network } of this.environments()) network.resumed(port);
  }

  close() {
    for (const environment of this.environments()) environment.destroy();
    this.functions.clear();
  }

  private complete(definition: Parameters<LambdaHost['createFunction']>[0]): LambdaFunction {
    return { logGroup: `/aws/lambda/${definition.name}`, ...definition, arn: this.arn(definition.name) };
  }

  private newRequestId() {
    this.requested += 1;
    return `00000000-0000-4000-8000-${String(this.requested).padStart(12, '0')}`;
  }

  private hosted(nameOrArn: string) {
    const hosted = this.functions.get(nameOf(nameOrArn));
    if (!hosted) throw new Error(`Function not found: ${nameOrArn}`);
    return hosted;
  }

  private environments() {
    return [...this.functions.values()].flatMap(({ environments }) => environments);
  }

  private startEnvironment(hosted: Hosted) {
    const { definition } = hosted;
    const { clock, iam, region, endpoint } = this.world;
    const logStream = `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${String(this.started).padStart(32, '0')}`;
    const environment = new ExecutionEnvironment(definition, {
      clock,
      variables: environmentVariables(definition, { region, endpoint, logStream, credentials: iam.credentialsFor(definition.roleArn) }),
      onCall: () => this.countCall(hosted),
      log: (line) => this.log.write(definition, logStream, line),
      random: this.world.chance?.(this.started),
    });
    hosted.environments.push(environment);
    return environment;
  }

  private forgetGone(hosted: Hosted) {
    hosted.environments = hosted.environments.filter(({ gone }) => !gone);
  }

  private countCall(hosted: Hosted) {
    hosted.calls += 1;
    const { death } = hosted;
    if (!death || hosted.calls < death.from + death.atCall) return undefined;
    hosted.death = undefined;
    return death.when;
  }
}

function nameOf(nameOrArn: string) {
  return nameOrArn.split(':').pop()!;
}
