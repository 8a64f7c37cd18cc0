import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { isSameZone, zoneNameOf } from './zone';

/** The constructs that a reconciler serves, by prefix. */
export interface Served {
  readonly hostedZone: IHostedZone;
  readonly _claimants: Map<string, IConstruct>;
}

/** Throws when a construct has the same names already: since a prefix does not end in a digit, that is the same prefix in the same zone. */
export function checkUnclaimed(prefix: string, claimant: IConstruct, hostedZone: IHostedZone, reconcilers: Served[]) {
  const ofZone = reconcilers.filter((reconciler) => isSameZone(reconciler.hostedZone, hostedZone));
  const [taken] = ofZone.flatMap(({ _claimants }) => _claimants.get(prefix) ?? []);
  if (!taken) return;
  throw new Error(`cnamePrefix must differ from those of other constructs in the hosted zone ${zoneNameOf(hostedZone)}, `
    + `got: '${prefix}' at ${taken.node.path} and at ${claimant.node.path}; give one of them another prefix`);
}
