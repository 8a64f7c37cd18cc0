import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';

/**
 * What is wrong with the C# example, as far as that can be told without a .NET toolchain: it is what jsii-rosetta makes of the TypeScript example with the
 * compiled package, and the members of ours that it uses are in the generated sources.
 */
export async function csharpFaults(examples: string, typescriptApp: string, dist: string, rosetta: string): Promise<string[]> {
  const program = readFileSync(join(examples, 'csharp/Program.cs'), 'utf8');
  const translated = await run([rosetta, 'snippet', 'app.ts', '--language', 'csharp'], typescriptApp);
  const sources = join(dist, 'dotnet/CdkReplicaEndpointDns/CdkReplicaEndpointDns');
  const generated = ['ReplicaEndpointDns.cs', 'ReplicaEndpointDnsProps.cs'].map((file) => readFileSync(join(sources, file), 'utf8')).join('\n');
  return [
    ...without(code(program), code(translated)).map((line) => `jsii-rosetta does not make this of the TypeScript example: ${line}`),
    ...without(code(translated), code(program)).map((line) => `jsii-rosetta makes this of the TypeScript example: ${line}`),
    ...membersOfOurs(program).filter((member) => !new RegExp(`public .*\\b${member}\\b`).test(generated)).map((member) => `not in the package: ${member}`),
  ];
}

/** Lines of code. Comments are left out: jsii-rosetta writes some twice. */
function code(source: string) {
  return source.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('//'));
}

function without(lines: string[], others: string[]) {
  return lines.filter((line) => !others.includes(line));
}

function membersOfOurs(program: string) {
  const props = /new ReplicaEndpointDnsProps \{(.*?)\}/s.exec(program)?.[1] ?? '';
  const set = [...props.matchAll(/(\w+) =/g)];
  const called = [...program.matchAll(/readers\.(\w+)/g)];
  return [...set, ...called].map(([, member]) => member);
}
