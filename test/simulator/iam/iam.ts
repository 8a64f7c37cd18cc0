import { AWS_MANAGED_POLICIES } from './managed-policies';
import { NotModelled } from '../not-modelled';
import { evaluatePolicy, PolicyDocument } from './policy';
import { RequestContext } from './policy-condition';
import { Role } from './role';
import { Clock } from '../clock/clock';
import { accessDenied, AwsError } from '../wire/aws-error';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The person at the console in a demo: an access key id that may do anything. */
export const OPERATOR = 'operator';

export class Iam {
  /** New, changed and removed policies count only after this time, as on AWS, where it is some seconds and never promised. */
  readonly propagation: { seconds: number };
  private readonly roles = new Map<string, Role>();
  private readonly credentials = new Map<string, Credentials>();
  private issued = 0;

  constructor(private readonly clock: Clock, options: { readonly propagation?: { seconds: number } } = {}) {
    this.propagation = options.propagation ?? { seconds: 0 };
  }

  putRole(role: { readonly roleArn: string; readonly assumableBy: string }): void {
    this.roles.set(role.roleArn, new Role(role.roleArn, role.assumableBy));
  }

  deleteRole(roleArn: string): void {
    this.existing(roleArn);
    this.roles.delete(roleArn);
    this.credentials.delete(roleArn);
  }

  putInlinePolicy(roleArn: string, policyName: string, document: PolicyDocument): void {
    this.existing(roleArn).put(policyName, false, document, this.effectiveAt());
  }

  deleteInlinePolicy(roleArn: string, policyName: string): void {
    this.existing(roleArn).put(policyName, false, undefined, this.effectiveAt());
  }

  /** The document is needed for a policy of the account; AWS's own are known by their ARN. */
  attachManagedPolicy(roleArn: string, policyArn: string, document = AWS_MANAGED_POLICIES[policyArn]): void {
    if (!document) throw new NotModelled(`the managed policy ${policyArn}`);
    this.existing(roleArn).put(policyArn, true, document, this.effectiveAt());
  }

  detachManagedPolicy(roleArn: string, policyArn: string): void {
    this.existing(roleArn).put(policyArn, true, undefined, this.effectiveAt());
  }

  /** With `service`, only if the role's trust policy lets that service have them. */
  credentialsFor(roleArn: string, service?: string): Credentials {
    const role = this.existing(roleArn);
    if (service && role.assumableBy !== service) {
      throw accessDenied(`User: ${service} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`);
    }
    const known = this.credentials.get(roleArn);
    if (known) return known;
    this.issued += 1;
    const number = String(this.issued).padStart(4, '0');
    const made = { accessKeyId: `ASIASIMULATED${number}`, secretAccessKey: `secret of ${roleArn}`, sessionToken: `session ${number} of ${roleArn}` };
    this.credentials.set(roleArn, made);
    return made;
  }

  roleOf(accessKeyId: string): string | undefined {
    return [...this.credentials].find(([, credentials]) => credentials.accessKeyId === accessKeyId)?.[0];
  }

  /** Throws when none of the role's policies allows the action, or one denies it. */
  authorize(roleArn: string, action: string, resource: string, context: RequestContext): void {
    const role = this.existing(roleArn);
    const verdicts = role.documents(this.clock.now()).map((document) => evaluatePolicy(document, { action, resource, context }));
    const who = `User: arn:aws:sts::${roleArn.split(':')[4]}:assumed-role/${role.name}/session is not authorized to perform: ${action}`;
    if (verdicts.includes('deny')) throw accessDenied(`${who} on resource: ${resource} with an explicit deny in an identity-based policy`);
    if (!verdicts.includes('allow')) throw accessDenied(`${who} on resource: ${resource} because no identity-based policy allows the ${action} action`);
  }

  private effectiveAt(): number {
    return this.clock.now() + this.propagation.seconds * 1000;
  }

  private existing(roleArn: string): Role {
    const role = this.roles.get(roleArn);
    if (!role) throw new AwsError('NoSuchEntity', `The role with name ${roleArn.split('/').at(-1)} cannot be found.`, 404);
    return role;
  }
}
