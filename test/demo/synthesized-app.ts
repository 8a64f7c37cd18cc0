import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackedLibrary, sameBundle } from './packed-library';
import { runProgram } from './run-program';
import { Template } from '../simulator/cloudformation/template';

export interface SynthesizedApp {
  readonly template: Template;
  /** The cloud assembly, with the assets. */
  readonly outdir: string;
}

/** Synthesizes the consumer's app in a process of its own, which knows the packed library only. */
export async function synthesizeApp(library: PackedLibrary, options: { readonly replicas: number; readonly ttl: number }): Promise<SynthesizedApp> {
  cpSync(join(__dirname, 'consumer', 'app.js'), join(library.consumer, 'app.js'));
  const outdir = join(library.consumer, 'cdk.out');
  await runProgram(process.execPath, ['app.js', outdir, `${options.replicas}`, `${options.ttl}`], library.consumer);
  sameBundle(library.bundle, readdirSync(outdir).filter((entry) => entry.startsWith('asset.')).map((entry) => join(outdir, entry)));
  return { template: JSON.parse(readFileSync(join(outdir, 'Orders.template.json'), 'utf8')), outdir };
}
