// Gives a run of the tests a temporary folder of its own, which the run takes away again: CDK makes a folder there for each synth of an app and leaves it.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Jest's `globalSetup`: the workers have the environment of the process that starts them. */
module.exports = async () => {
  const outside = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  process.env.TMPDIR = folder;
  globalThis.forgetTemporaryFolder = () => {
    if (outside === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outside;
    rmSync(folder, { recursive: true, force: true });
  };
};
