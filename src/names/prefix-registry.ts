import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Stage, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { zoneKey, zoneNameOf } from './zone';
import { refuse } from '../synth/refuse';

/** By app: who has the names of a prefix in a zone. */
const CLAIMANTS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** Notes who has the names of the prefix; throws when it is another: since a prefix does not end in a digit, the same names are the same prefix. */
export function reservePrefix(prefix: string, claimant: IConstruct, hostedZone: IHostedZone) {
  const { root } = claimant.node;
  const claimants = CLAIMANTS.get(root) ?? new Map<string, IConstruct>();
  CLAIMANTS.set(root, claimants);
  const place = JSON.stringify([placeOf(hostedZone), prefix]);
  const taken = claimants.get(place);
  if (taken) {
    refuse(claimant, `cnamePrefix must differ from those of other constructs in the hosted zone ${zoneNameOf(hostedZone)}, `
      + `got: '${prefix}' at ${taken.node.path} and at ${claimant.node.path}; give one of them another prefix`);
  }
  claimants.set(place, claimant);
}

/** Two zones of one key are the same zone, unless they are made in different stages. */
function placeOf(hostedZone: IHostedZone): string[] {
  const stage = Token.isUnresolved(hostedZone.hostedZoneId) ? Stage.of(hostedZone)?.node.path : undefined;
  return [zoneKey(hostedZone), ...stage === undefined ? [] : [stage]];
}
