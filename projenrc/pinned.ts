import { awscdk } from 'projen';

/**
 * The versions of the tools that projen brings in, pinned: the same commit is built by the same tools. Those of the bundled SDK and of the tests stand with
 * the rooms that use them. Two things keep a version below the newest: what runs on the least Node.js that we support, and what another tool takes.
 */
export function pinned(project: awscdk.AwsCdkConstructLibrary) {
  project.addDevDeps(
    '@stylistic/eslint-plugin@2.13.0', // held back: projen's rules are written for it
    '@types/jest@30.0.0',
    '@types/node@20.19.43', // held back: of the least Node.js that we support, so that nothing newer is used
    '@typescript-eslint/eslint-plugin@8.73.0',
    '@typescript-eslint/parser@8.73.0',
    'eslint@9.39.5', // held back: ESLint 10 knows no .eslintrc.json, which is what projen writes
    'eslint-import-resolver-typescript@4.4.5',
    'eslint-plugin-import@2.32.0',
    'jest@30.5.2',
    'jsii@6.0.16',
    'jsii-diff@1.134.0',
    'jsii-docgen@10.12.6',
    'jsii-pacmak@1.140.0',
    'jsii-rosetta@6.0.17',
    'ts-jest@29.4.15',
    'typescript@6.0.3', // held back: jsii, ts-jest and typescript-eslint don't take 7 yet
  );
}
