// The construct's tests once more, with the newest aws-cdk-lib; and what needs it.
const { join } = require('node:path');
const { jest: floor } = require('../../package.json');

const rootDir = join(__dirname, '..', '..');
const newest = join(rootDir, 'node_modules', '.cache', 'newest', 'node_modules');

module.exports = {
  ...floor,
  rootDir,
  // test/synth among it: it reads what CDK keeps to itself.
  testMatch: ['<rootDir>/test/*.test.ts', '<rootDir>/test/policies/*.test.ts', '<rootDir>/test/synth/*.test.ts', '<rootDir>/test/versions/*.newest.ts'],
  reporters: ['default', ['<rootDir>/scripts/nothing-skipped.cjs', { promises: false }]],
  testTimeout: 60_000,
  moduleNameMapper: {
    '^(aws-cdk-lib|constructs)($|/.*)': `${newest}/$1$2`,
    '^cdk-nag$': `${newest}/cdk-nag-2`,
    '^(cdk-nag-3|@cdklabs/cdk-validator-cfnguard)$': `${newest}/$1`,
  },
};
