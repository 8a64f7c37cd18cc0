import { PolicyDocument } from './policy';
import { AwsError } from '../wire/aws-error';

interface Version {
  readonly effectiveAt: number;
  readonly document: PolicyDocument | undefined;
}

/** A role with its policies, each known in the versions that are still spreading through AWS. */
export class Role {
  /** By name (inline) or ARN (managed). */
  private readonly policies = new Map<string, { managed: boolean; versions: Version[] }>();

  constructor(readonly arn: string, readonly assumableBy: string) {}

  get name(): string {
    return this.arn.split('/').at(-1)!;
  }

  put(key: string, managed: boolean, document: PolicyDocument | undefined, effectiveAt: number): void {
    const versions = this.policies.get(key)?.versions ?? [];
    this.policies.set(key, { managed, versions: [...versions, { effectiveAt, document }] });
    try {
      this.checkQuotas();
    } catch (error) {
      this.policies.set(key, { managed, versions });
      throw error;
    }
  }

  /** What AWS decides by at this time. */
  documents(now: number): PolicyDocument[] {
    return [...this.policies.values()]
      .map(({ versions }) => versions.filter(({ effectiveAt }) => effectiveAt <= now).at(-1)?.document)
      .filter((document) => document !== undefined);
  }

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space is not counted.
  private checkQuotas(): void {
    const latest = [...this.policies.values()].map(({ managed, versions }) => ({ managed, document: versions.at(-1)?.document }));
    const present = latest.flatMap(({ managed, document }) => document ? [{ managed, length: JSON.stringify(document).length }] : []);
    const inline = present.filter(({ managed }) => !managed).reduce((total, { length }) => total + length, 0);
    const attached = present.filter(({ managed }) => managed);
    if (inline > 10_240) throw limitExceeded(`Maximum policy size of 10240 bytes exceeded for role ${this.name}`);
    if (attached.some(({ length }) => length > 6_144)) throw limitExceeded('Cannot exceed quota for PolicySize: 6144');
    if (attached.length > 10) throw limitExceeded('Cannot exceed quota for PoliciesPerRole: 10');
  }
}

function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409);
}
