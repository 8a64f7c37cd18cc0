import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib/core';

test('what CDK leaves in the temporary folder is in that of this run, which goes with it', () => {
  const { directory } = new App().synth();
  expect(existsSync(join(directory, 'manifest.json'))).toBe(true);
  expect(tmpdir()).toMatch(/\/tests-[^/]+$/);
  expect(readdirSync(tmpdir()).map((each) => join(tmpdir(), each))).toContain(directory);
});
