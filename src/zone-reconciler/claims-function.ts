import { Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { allowWhatIsDemanded } from './demanded-permissions';
import { programOf } from './lambda-program';
import { changeAnyNames, describeGroups, followChanges, listRecords, writeLogs } from './permissions';
import { PlaceInVpc } from './place-in-vpc';
import { rolePolicy } from './role-policy';
import { acknowledge } from '../nag/acknowledge';
import { ANSWERS_CLOUDFORMATION, DESCRIBES_ALL_GROUPS, followsAnyChange, NO_TRACES, SERVES_CLOUDFORMATION } from '../nag/acknowledged-rules';
import { CLAIMS_HANDLER, Missed, missedToEnvironment } from '../reconciler/settings';

/** How long CloudFormation waits for an answer. */
export const CLAIM_TIMEOUT = Duration.minutes(5);

export interface ClaimsFunctionProps extends PlaceInVpc {
  readonly hostedZone: IHostedZone;
  readonly queue: IQueue;
  readonly logGroup: ILogGroup;
  readonly missed: Missed;
}

/**
 * Serves CloudFormation. It may change names of any prefix, also of one that is claimed no more: CloudFormation takes a permission away before it asks to
 * release what the permission was for.
 */
export class ClaimsFunction extends Function {
  readonly policy: Policy;

  constructor(reconciler: Construct, id: string, { hostedZone, queue, logGroup, missed, vpc, vpcSubnets, securityGroups }: ClaimsFunctionProps) {
    const role = new Role(reconciler, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(reconciler, id, programOf({ hostedZone, queue }, {
      handler: CLAIMS_HANDLER,
      description: `Claims and releases names of replicas in ${hostedZone.hostedZoneId} for CloudFormation`,
      // a little less, so that the function is over before CloudFormation stops listening.
      timeout: CLAIM_TIMEOUT.minus(Duration.seconds(10)),
      role,
      logGroup,
      memorySize: 512,
      vpc,
      vpcSubnets,
      securityGroups,
      // for as long as a Create may make names: one that was served later could come after its Delete. A function that died is started again within that time.
      maxEventAge: Duration.minutes(2),
      retryAttempts: 1,
    }));
    for (const [variable, value] of Object.entries(missedToEnvironment(missed))) this.addEnvironment(variable, value);
    this.policy = rolePolicy(reconciler, `${id}Policy`, role, [
      describeGroups(),
      listRecords(hostedZone),
      ...changeAnyNames(hostedZone),
      ...followChanges(this, hostedZone),
      writeLogs(logGroup),
    ]);
    acknowledge(this, ...SERVES_CLOUDFORMATION, NO_TRACES);
    acknowledge(this.node.findChild('EventInvokeConfig'), ANSWERS_CLOUDFORMATION);
    acknowledge(this.policy, DESCRIBES_ALL_GROUPS, followsAnyChange(Stack.of(this)));
    allowWhatIsDemanded(this, this.policy);
    this.node.addDependency(this.policy);
  }
}
