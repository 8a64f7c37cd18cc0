import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Arguments, parseArguments, USAGE } from './arguments';
import { bundleBlogFunction } from './blog/blog-function';
import { blog } from './blog/deploy-blog';
import { faultScript } from './fault-script';
import { holdLines } from './hold';
import { Leftovers, onInterrupt } from './leftovers';
import { ours } from './ours';
import { packLibrary } from './packed-library';
import { Progress } from './progress';
import { Recording } from './recording';
import { report } from './report/report';
import { Run } from './run';
import { DAGGER, statusLines } from './status';
import { exitStatus, figuresOf, summary } from './summary';
import { synthesizeApp } from './synthesized-app';

const CHECKOUT = resolve(__dirname, '..', '..');

/** Seconds until Route 53 answers with a change. AWS says that most take less than 60; how long a change of yours takes is not known without AWS. */
const PROPAGATION = 10;

async function main(args: Arguments, leftovers: Leftovers): Promise<0 | 1> {
  const progress = new Progress();
  progress.say('packing the library, and synthesizing a stack that imports the tarball ...');
  const [library, blogFunction] = [await packLibrary(leftovers.folder), await bundleBlogFunction(leftovers.folder)];
  const app = await synthesizeApp(library, args);
  progress.say(`the function: ${library.bundle.bytes} bytes, SHA-256 ${library.bundle.sha256}, as in the tarball`);

  progress.say(`deploying both algorithms, starting two groups of one primary and ${args.replicas} replicas; a second here is ${args.scale} simulated ones ...`);
  const script = faultScript(args.seed, args.replicas, args.kill);
  const run = await Run.open({
    ...args,
    script,
    propagation: PROPAGATION,
    folder: leftovers.folder,
    started: leftovers.add,
    told: ({ at, text }) => progress.say(`${clockOf(at)}  ${text}`),
  }, ours(app), blog(blogFunction, args));
  progress.say(DAGGER);
  const status = setInterval(() => progress.status(statusLines(run)), 250);
  const played = await run.play();
  clearInterval(status);

  const recording: Recording = {
    seed: args.seed,
    scale: args.scale,
    ttl: args.ttl,
    propagation: PROPAGATION,
    replicas: args.replicas,
    date: new Date().toISOString().slice(0, 10),
    command: ['npm run demo', ...process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : []].join(' '),
    versions: {
      library: library.version,
      node: process.versions.node,
      redis: /v=([\d.]+)/.exec(execFileSync('redis-server', ['--version'], { encoding: 'utf8' }))?.[1] ?? 'unknown',
      cdk: JSON.parse(readFileSync(join(CHECKOUT, 'node_modules', 'aws-cdk-lib', 'package.json'), 'utf8')).version,
    },
    bundle: library.bundle,
    ...played,
  };
  summary(recording).forEach((line) => progress.say(line));
  progress.say(`report: ${writeReport(recording)}`);
  if (args.json) mkdirSync(dirname(args.json), { recursive: true });
  if (args.json) writeFileSync(args.json, `${JSON.stringify(figuresOf(recording), undefined, 2)}\n`);
  if (args.hold) {
    holdLines(run).forEach((line) => progress.say(line));
    await new Promise(() => undefined);
  }
  await run.close();
  return exitStatus(recording);
}

function writeReport(recording: Recording): string {
  const folder = join(CHECKOUT, 'demo-report');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'index.html');
  writeFileSync(`${file}.${process.pid}`, report(recording));
  renameSync(`${file}.${process.pid}`, file); // another run may write it at the same time
  return file;
}

function clockOf(at: number): string {
  const seconds = Math.max(0, Math.floor(at));
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`.padStart(6);
}

function begin(): void {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const args = argumentsOrExit();
  const leftovers = new Leftovers();
  const end = (status: number) => {
    leftovers.clear();
    process.exit(status); // the watchman ends what still runs
  };
  onInterrupt((why) => {
    process.stderr.write(`\nstopping: ${why}\n`);
    end(1);
  });
  main(args, leftovers).then(end, (error: Error) => {
    process.stderr.write(`\n${error.stack}\n`);
    end(1);
  });
}

function argumentsOrExit(): Arguments {
  try {
    return parseArguments(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    return process.exit(2);
  }
}

begin();
