import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { isPublic, zoneNameOf } from './zone';

/** Warns when everybody can read the names, once nothing can change any more: a zone becomes private with its first VPC. */
export function warnOfPublicZone(scope: Construct, hostedZone: IHostedZone) {
  if (!isPublic(hostedZone)) return;
  Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:publicZone', `the hosted zone ${zoneNameOf(hostedZone)} is public: everybody can read the `
    + 'names and the ids of the nodes and of the replication group behind them; use a PrivateHostedZone, which is where the nodes can be reached from');
}
