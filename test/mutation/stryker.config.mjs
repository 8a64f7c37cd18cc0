// Mutation testing of one room of the program, by the room's own tests: does one of them notice a changed line?
const { ROOM = 'deploy', FILES = `src/reconciler/${ROOM}/*.ts`, BREAK } = process.env;

export default {
  mutate: FILES.split(','),
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: {
    config: { testMatch: ['<rootDir>/test/mutation/together.ts'], transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false }] } },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  ignoreStatic: true, // what runs only once, when a file is loaded, costs a run of all tests
  timeoutMS: 8_000, // these tests take milliseconds
  concurrency: Number(process.env.CONCURRENCY ?? 2),
  tempDirName: 'dist/stryker',
  ignorePatterns: ['assets', 'dist', 'lib', 'docs', 'demo-report', 'examples', '*.md', 'test/demo', 'test/end-to-end', 'test/chaos', 'test/clients', 'test/versions'],
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: `dist/mutation/${ROOM}.json` },
  thresholds: { high: 100, low: 90, break: BREAK === undefined ? null : Number(BREAK) },
};
