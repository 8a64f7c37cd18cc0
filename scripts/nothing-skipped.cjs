// A jest reporter: a skipped test fails the run, and so does a promise of the design that a whole run has no passing test for; a run that is to tell none says
// `{ promises: false }`.
const PROMISES = 13;

module.exports = class NothingSkipped {
  constructor(globalConfig, { promises = true } = {}) {
    this.whole = promises && globalConfig.testPathPatterns?.patterns?.length === 0 && !globalConfig.testNamePattern;
    this.problems = [];
  }

  onRunComplete(_, results) {
    const tests = results.testResults.flatMap(({ testResults }) => testResults);
    const skipped = tests.filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status));
    for (const test of skipped) this.problems.push(`skipped: ${test.fullName}`);
    const kept = new Set(tests.filter(({ status }) => status === 'passed').flatMap(({ fullName }) => /\bPromise (\d+):/.exec(fullName)?.[1] ?? []));
    if (this.whole) {
      console.log(`promises told: ${kept.size} of ${PROMISES}`);
      for (let number = 1; number <= PROMISES; number += 1) {
        if (!kept.has(String(number))) this.problems.push(`promise ${number} has no passing test`);
      }
    }
  }

  getLastError() {
    return this.problems.length > 0 ? new Error(this.problems.join('\n')) : undefined;
  }
};
