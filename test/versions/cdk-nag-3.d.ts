/** What we use of version 3, which is not installed beside our floor. */
declare module 'cdk-nag-3' {
  import { IConstruct } from 'constructs';

  interface Violation {
    readonly ruleName: string;
    readonly violatingResources: { readonly constructPath: string }[];
  }

  type Pack = new () => { validateScope(scope: IConstruct): { readonly violations: Violation[] } };

  export const AwsSolutionsChecks: Pack;
  export const HIPAASecurityChecks: Pack;
  export const NIST80053R4Checks: Pack;
  export const NIST80053R5Checks: Pack;
  export const PCIDSS321Checks: Pack;
  export const ServerlessChecks: Pack;
}
