// A jest reporter: a skipped test fails the run, and so does a clause of a promise that a whole run has no passing story for; a run that is to tell none says
// `{ promises: false }`.
const { join } = require('node:path');

const STORIES = join(__dirname, '..', 'test', 'end-to-end');

module.exports = class NothingSkipped {
  constructor(globalConfig, { promises = true } = {}) {
    this.whole = promises && globalConfig.testPathPatterns?.patterns?.length === 0 && !globalConfig.testNamePattern;
    this.problems = [];
  }

  onRunComplete(_, results) {
    const tests = results.testResults.flatMap(({ testFilePath, testResults }) => testResults.map((test) => ({ ...test, testFilePath })));
    const skipped = tests.filter(({ status }) => ['pending', 'skipped', 'todo', 'disabled'].includes(status));
    for (const test of skipped) this.problems.push(`skipped: ${test.fullName}`);
    if (this.whole) this.tellPromises(tests.filter(({ status, testFilePath }) => status === 'passed' && testFilePath.startsWith(STORIES)));
  }

  tellPromises(stories) {
    // of each promise: its clauses, and of each clause the stories that prove it.
    const clauses = require(join(STORIES, 'promises.json')).flatMap((promise, index) => Object.entries(promise).map(([clause, facts]) => ({ number: index + 1, clause, facts })));
    const unproved = clauses.flatMap(({ number, clause, facts }) => {
      const missing = facts.filter((fact) => !stories.some(({ title }) => title.includes(fact)));
      return facts.length > 0 && missing.length === 0 ? [] : [`promise ${number}, "${clause}", has no passing story: ${missing.join('; ')}`];
    });
    const facts = new Set(clauses.flatMap((clause) => clause.facts));
    console.log(`promises told: ${clauses.length - unproved.length} of ${clauses.length} clauses, by ${facts.size} stories`);
    this.problems.push(...unproved);
  }

  getLastError() {
    return this.problems.length > 0 ? new Error(this.problems.join('\n')) : undefined;
  }
};
