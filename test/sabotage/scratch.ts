import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Break, broken, NamedTest } from './break';

const COPIED = ['src', 'test', 'scripts', 'assets', 'package.json', 'tsconfig.dev.json', 'README.md'];

/** What became of a test. */
export type Verdict = 'passed' | 'failed' | 'missing';

/** A copy of the repository in which lines are broken, one at a time; the tree it was made of stays as it is. */
export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'sabotage-'));

  constructor(private readonly checkout: string) {
    for (const name of COPIED) cpSync(join(checkout, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(checkout, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Breaks the line, runs the test that must notice, and mends the line. */
  async verdictOn(each: Break): Promise<Verdict> {
    const path = join(this.folder, each.file);
    const whole = readFileSync(path, 'utf8');
    const isProgram = each.file.startsWith('src/reconciler/');
    writeFileSync(path, broken(whole, each));
    try {
      if (isProgram) await this.bundle();
      const [verdict] = await this.run([each.reddens]);
      return verdict;
    } finally {
      writeFileSync(path, whole);
      if (isProgram) cpSync(join(this.checkout, 'assets'), join(this.folder, 'assets'), { recursive: true, force: true });
    }
  }

  /** Runs these tests and no others; answers in their order. */
  async run(tests: readonly NamedTest[]): Promise<Verdict[]> {
    const results = join(this.folder, 'results.json');
    rmSync(results, { force: true });
    const names = tests.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const files = [...new Set(tests.map(({ file }) => file))];
    // a test that is only slow must not pass for one that notices.
    const patient = ['--ci', '--testTimeout', '300000', '--reporters', 'default', '--cacheDirectory', join(this.folder, 'jest-cache')];
    const args = [...patient, '--json', '--outputFile', results, '--testNamePattern', `^(${names.join('|')})$`, '--runTestsByPath', ...files];
    // a red test ends jest with status 1, which is what is hoped for.
    await this.execute('node_modules/.bin/jest', args).catch(() => undefined);
    const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as JestResults;
    return tests.map(({ file, name }) => {
      const inFile = testResults.filter((result) => result.name.endsWith(`/${file}`)).flatMap(({ assertionResults }) => assertionResults);
      const status = inFile.find(({ fullName }) => fullName === name)?.status;
      return status === 'passed' || status === 'failed' ? status : 'missing';
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async bundle(): Promise<void> {
    await this.execute(process.execPath, ['scripts/bundle.mjs']);
  }

  private async execute(file: string, args: readonly string[]): Promise<void> {
    await promisify(execFile)(file, args, { cwd: this.folder, maxBuffer: 64 * 1024 * 1024 });
  }
}

interface JestResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}
