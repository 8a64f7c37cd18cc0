import { Clock } from './clock/clock';
import { CloudFormation } from './cloudformation/cloudformation';
import { Services } from './cloudformation/resource-type';
import { CloudWatch } from './cloudwatch/cloudwatch';
import { Logs } from './cloudwatch/logs';
import { ElastiCache } from './elasticache/elasticache';
import { Faults } from './faults';
import { Iam } from './iam/iam';
import { EventSourceMappings } from './lambda/event-source-mapping';
import { LambdaHost } from './lambda/lambda-host';
import { NodeBackend } from './redis/node-backend';
import { Route53, Route53Options } from './route53/route53';
import { Scheduler } from './scheduler/scheduler';
import { Sns } from './sns/sns';
import { Sqs } from './sqs/sqs';
import { ApiServer } from './wire/api-server';

export interface SimulatedAwsOptions {
  readonly clock: Clock;
  readonly account?: string;
  readonly region?: string;
  /** What runs behind the nodes; nothing when only names matter. */
  readonly backend?: NodeBackend;
  /** Or that of another Region of the account: Route 53 is the same in all of them. */
  readonly route53?: Route53Options | Route53;
  /** How long IAM needs to make a new policy known. */
  readonly iamPropagation?: { readonly seconds: number };
  /** Chance for the n-th environment of Lambda, for runs that can be repeated. */
  readonly chance?: (environment: number) => () => number;
}

/** One account in one Region: a very small, very strict AWS. */
export class SimulatedAws {
  static async start({ clock, account = '111122223333', region = 'us-east-1', backend, route53: route53Options, iamPropagation, chance }: SimulatedAwsOptions) {
    const place = { account, region };
    const iam = new Iam(clock, { propagation: iamPropagation && { ...iamPropagation } });
    const route53 = route53Options instanceof Route53 ? route53Options : new Route53(clock, route53Options);
    const faults = new Faults();
    const sqs = new Sqs(clock, iam, place);
    const sns = new Sns(clock, sqs, place);
    const publish = async (topicArn: string, message: string) => sns.publish(topicArn, message, { service: 'elasticache', sourceOwner: account });
    const elasticache = new ElastiCache(clock, { ...place, publish, backend });
    const api = await ApiServer.start({ clock, iam, route53, elasticache, faults });
    const logs = new Logs(clock);
    const lambda = new LambdaHost({ clock, iam, logs, ...place, endpoint: api.url, chance });
    sns.lambda = lambda;
    api.onAbandon = (port) => lambda.abandoned(port);
    api.onResume = (port) => lambda.resumed(port);
    const mappings = new EventSourceMappings(clock, iam, sqs, lambda, region);
    const scheduler = new Scheduler(clock, iam, sqs);
    const cloudwatch = new CloudWatch(clock, sqs, logs);
    const services = { clock, ...place, api, iam, route53, elasticache, sns, sqs, lambda, mappings, scheduler, cloudwatch, logs };
    return new SimulatedAws(services, faults, new CloudFormation(services));
  }

  private constructor(private readonly services: Services, readonly faults: Faults, readonly cloudformation: CloudFormation) {}

  get api() { return this.services.api; }
  get iam() { return this.services.iam; }
  get route53() { return this.services.route53; }
  get elasticache() { return this.services.elasticache; }
  get sns() { return this.services.sns; }
  get sqs() { return this.services.sqs; }
  get lambda() { return this.services.lambda; }
  get scheduler() { return this.services.scheduler; }
  get cloudwatch() { return this.services.cloudwatch; }
  get logs() { return this.services.logs; }

  /** Ends every function and the server; the clock is the caller's. Rejects if somebody asked for what is not modelled, and was not heard. */
  async close() {
    this.scheduler.close();
    this.services.mappings.close(); // what a function is at work on must not be followed by another batch
    this.lambda.close();
    await this.api.close();
    if (this.api.notModelled.length > 0) throw new Error(this.api.notModelled.join('\n'));
  }
}
