import { SynthesizedApp } from './synthesized-app';
import { Deployment } from './world';

/** The consumer's stack, as its template says. */
export function ours(app: SynthesizedApp): Deployment {
  return async ({ aws }) => {
    await aws.cloudformation.deploy('Orders', app.template, { assets: app.outdir });
  };
}
