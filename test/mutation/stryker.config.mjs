// Mutation testing of the decisions: the pure modules, by the tests that state their facts.
const pure = [
  'names', 'settings', 'decide/*', 'pass/batches', 'wake-ups/wake-up', 'deploy/claimant', 'deploy/claim-of-registration', 'deploy/release',
];

export default {
  mutate: pure.map((module) => `src/reconciler/${module}.ts`),
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    config: { testMatch: ['<rootDir>/test/reconciler/**/!(brute-force).test.ts'], transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] } },
    enableFindRelatedTests: true,
  },
  coverageAnalysis: 'perTest',
  timeoutMS: 60_000, // a busy machine must not pass for an endless loop
  concurrency: 2,
  tempDirName: 'dist/stryker',
  ignorePatterns: ['assets', 'dist', 'lib', 'docs', 'demo-report', '*.md', 'test/demo', 'test/end-to-end', 'test/simulator'],
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: 'dist/mutation/report.json' },
  htmlReporter: { fileName: 'dist/mutation/report.html' },
  thresholds: { high: 100, low: 95, break: null },
};
