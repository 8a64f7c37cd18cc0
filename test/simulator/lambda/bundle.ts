import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

/** What the program may see of the world; each is a parameter of the compiled function, so that the program's own names cannot reach past it. */
export interface Surroundings {
  readonly require: (id: string) => unknown;
  readonly process: unknown;
  readonly console: unknown;
  readonly globalThis: unknown;
  readonly Date: unknown;
  readonly Math: unknown;
  readonly performance: unknown;
  readonly AbortSignal: unknown;
  readonly fetch: unknown;
  readonly setTimeout: unknown;
  readonly clearTimeout: unknown;
  readonly setInterval: unknown;
  readonly clearInterval: unknown;
}

const NAMES = [
  'require', 'process', 'console', 'globalThis', 'Date', 'Math', 'performance', 'AbortSignal', 'fetch',
  'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval',
] as const satisfies (keyof Surroundings)[];

type Compiled = (...values: unknown[]) => void;

const compiled = new Map<string, Compiled>();

export type Handler = (event: unknown, context: unknown) => unknown;

/** Evaluates the CommonJS file anew, as a cold start does; it is read and compiled once. `handler` is `file.export`. */
export function coldStart(directory: string, handler: string, surroundings: Surroundings): Handler {
  const [file, name] = handler.split('.');
  const path = join(directory, `${file}.js`);
  const module = { exports: {} as Record<string, unknown> };
  const compiledFile = compiled.get(path) ?? compile(path);
  compiledFile(module, module.exports, directory, path, ...NAMES.map((key) => surroundings[key]));
  const found = module.exports[name];
  if (typeof found !== 'function') throw new Error(`${handler} is undefined or not exported`); // Lambda's own words
  return found as Handler;
}

function compile(path: string) {
  // `import()` of a built-in module would pass by the injected `require`. Nothing else can be imported dynamically by one bundled file.
  const source = readFileSync(path, 'utf8').replace(/\bimport\((["'`])(node:[a-z_/]+)\1\)/g, 'Promise.resolve().then(()=>require("$2"))');
  const result = compileFunction(source, ['module', 'exports', '__dirname', '__filename', ...NAMES], { filename: path }) as Compiled;
  compiled.set(path, result);
  return result;
}
