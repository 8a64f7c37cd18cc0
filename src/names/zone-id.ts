import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Token } from 'aws-cdk-lib/core';
import { shown } from '../synth/kind-of-value';
import { Fault } from '../synth/refuse';

/**
 * Why the id of a zone is refused. The API and the console's exports put `/hostedzone/` before it, which no ARN takes.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
 */
export function zoneIdFault({ hostedZoneId: id }: IHostedZone): Fault {
  if (Token.isUnresolved(id) || (typeof id === 'string' && /^[a-z0-9]{1,32}$/i.test(id))) return undefined;
  return `the id of hostedZone must be 1 to 32 letters and digits, such as 'Z0123456789ABCDEFGHIJ', got: ${shown(id)}; leave out what stands before it, such as /hostedzone/`;
}
