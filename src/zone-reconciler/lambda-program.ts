import { join } from 'node:path';
import { Architecture, Code, FunctionOptions, FunctionProps, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { zoneNameOf } from '../names/zone';
import { settingsToEnvironment } from '../reconciler/settings';

// next to src in the repository, and next to lib in the package.
const BUNDLE = join(__dirname, '..', '..', 'assets', 'reconciler');

/** The zone and the queue of a reconciler. */
export interface WhatIsServed {
  readonly hostedZone: IHostedZone;
  readonly queue: IQueue;
}

/** What both functions of a reconciler have in common: they are two entries of one program. */
export function programOf({ hostedZone, queue }: WhatIsServed, options: FunctionOptions & { readonly handler: string }): FunctionProps {
  return {
    ...options,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(BUNDLE),
    // of what is logged as JSON, Lambda makes lines that CloudWatch makes no metrics of.
    loggingFormat: LoggingFormat.TEXT,
    environment: settingsToEnvironment({
      hostedZoneId: hostedZone.hostedZoneId,
      zoneName: zoneNameOf(hostedZone),
      // no two reconcilers have a queue in common, wherever they hang in the construct tree.
      reconciler: queue.queueArn,
    }),
  };
}
