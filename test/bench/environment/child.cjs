// One execution environment, in any version of Node.js: loads a handler, measured, then serves each message as an invocation, measured.
const spent = (begun) => {
  const { user, system } = process.cpuUsage(begun.cpu);
  return { cpuMs: (user + system) / 1000, ms: performance.now() - begun.at };
};
const begin = () => ({ cpu: process.cpuUsage(), at: performance.now() });
console.log = () => {};

const [, , file, name] = process.argv;
const loading = begin();
const handler = require(file)[name];
process.send({ ...spent(loading), peakMb: process.resourceUsage().maxRSS / 1024 });

process.on('message', async (event) => {
  const serving = begin();
  let error;
  const result = await handler(event, { getRemainingTimeInMillis: () => 30_000 }).catch((thrown) => { error = thrown.stack; });
  process.send({ ...spent(serving), peakMb: process.resourceUsage().maxRSS / 1024, result, error });
});
