// Calls the bundle as Lambda does: invoke.cjs ENTRY EVENT, where the entry is reconcile or claims. Prints what it answers.
const { join } = require('node:path');

const [entry, event] = process.argv.slice(2);
const bundle = require(join(__dirname, '..', '..', 'assets', 'reconciler', 'index.js'));
bundle[entry](JSON.parse(event), { getRemainingTimeInMillis: () => 30_000 }).then((answer) => {
  process.stdout.write(`\n${JSON.stringify(answer ?? null)}`);
});
