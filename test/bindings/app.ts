import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, run } from './command';
import { Language } from './language';

const STACK = 'Orders';

/** An example, copied, with the package of its language installed. */
export class InstalledApp {
  public static async of(language: Language, examples: string, dist: string, scratch: string): Promise<InstalledApp> {
    const folder = join(scratch, language.name);
    cpSync(join(examples, language.name), folder, { recursive: true });
    await language.install(folder, dist);
    return new InstalledApp(language, folder);
  }

  private constructor(private readonly language: Language, public readonly folder: string) {}

  /** The template, as the CDK CLI would have it made. */
  public async template(context: Record<string, unknown> = this.context()): Promise<object> {
    const outdir = join(this.folder, `cdk.out-${JSON.stringify(context).replace(/\W+/g, '-')}`);
    await run(this.language.synth, this.folder, { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) });
    return JSON.parse(readFileSync(join(outdir, `${STACK}.template.json`), 'utf8'));
  }

  /** What a user reads when the app is refused. */
  public async refusal(context: Record<string, unknown>): Promise<string> {
    const { failed, printed } = await end(this.language.synth, this.folder, { CDK_CONTEXT_JSON: JSON.stringify(context) });
    if (!failed) throw new Error(`the ${this.language.name} app must be refused with ${JSON.stringify(context)}, but was synthesized`);
    return printed;
  }

  private context(): Record<string, unknown> {
    return JSON.parse(readFileSync(join(this.folder, 'cdk.json'), 'utf8')).context;
  }
}
