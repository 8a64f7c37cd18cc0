import { join } from 'node:path';
import { Architecture, Code, FunctionOptions, FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Fn, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { zoneNameOf } from '../names/zone';
import { settingsToEnvironment } from '../reconciler/settings';

// next to src in the repository, and next to lib in the package.
const BUNDLE = join(__dirname, '..', '..', 'assets', 'reconciler');

/** What both functions of a reconciler have in common: they are two entries of one program. */
export function programOf(reconciler: IConstruct, hostedZone: IHostedZone, options: FunctionOptions & { readonly handler: string }): FunctionProps {
  return {
    ...options,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(BUNDLE),
    environment: settingsToEnvironment({
      hostedZoneId: hostedZone.hostedZoneId,
      zoneName: zoneNameOf(hostedZone),
      // stack and path: no two reconcilers that could share a zone have both in common.
      reconciler: Fn.join('/', [Stack.of(reconciler).stackId, reconciler.node.addr]),
    }),
  };
}
