import { IRole, Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, IResolvable } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { allowWhatIsDemanded } from './demanded-permissions';
import { programOf } from './lambda-program';
import { changeAnyNames, changeNames, describeGroups, listRecords, receiveWakeUps, writeLogs } from './permissions';
import { PlaceInVpc } from './place-in-vpc';
import { rolePolicy } from './role-policy';
import { acknowledge } from '../nag/acknowledge';
import { DESCRIBES_ALL_GROUPS, NO_TRACES, SERVES_QUEUE } from '../nag/acknowledged-rules';
import { RECONCILE_HANDLER, VISIBILITY_SECONDS } from '../reconciler/settings';

export interface ReconcilerFunctionProps extends PlaceInVpc {
  readonly hostedZone: IHostedZone;
  readonly queue: IQueue;
  readonly logGroup: ILogGroup;
  /** The patterns of the names it may change; absent: names of any prefix. */
  readonly names?: IResolvable;
  readonly memorySize?: number;
  readonly role?: IRole;
}

/** Serves the queue. It may change the names that are claimed, and nothing else, unless it is shared. */
export class ReconcilerFunction extends Function {
  readonly policy: Policy;

  constructor(reconciler: Construct, id: string, props: ReconcilerFunctionProps) {
    const { hostedZone, queue, logGroup, names, vpc, vpcSubnets, securityGroups, memorySize = 512 } = props;
    const role = props.role ?? new Role(reconciler, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(reconciler, id, programOf(props, {
      handler: RECONCILE_HANDLER,
      description: `Keeps the names of replicas in ${hostedZone.hostedZoneId} on nodes that serve as replicas`,
      timeout: Duration.seconds(VISIBILITY_SECONDS),
      role,
      logGroup,
      memorySize,
      vpc,
      vpcSubnets,
      securityGroups,
    }));
    this.policy = rolePolicy(reconciler, `${id}Policy`, role, [
      receiveWakeUps(queue),
      describeGroups(),
      listRecords(hostedZone),
      ...(names ? [changeNames(hostedZone, names)] : changeAnyNames(hostedZone)),
      writeLogs(logGroup),
    ]);
    acknowledge(this, ...SERVES_QUEUE, NO_TRACES);
    acknowledge(this.policy, DESCRIBES_ALL_GROUPS);
    allowWhatIsDemanded(this, this.policy);
    // Lambda looks at the permissions when the function enters a VPC and when it is given a queue.
    this.node.addDependency(this.policy);
  }
}
