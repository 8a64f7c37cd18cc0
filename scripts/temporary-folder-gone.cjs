// Jest's `globalTeardown`, which runs in the process that ran `globalSetup`: see temporary-folder.cjs.
module.exports = async () => globalThis.forgetTemporaryFolder();
