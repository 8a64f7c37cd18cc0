/** What we use of it. It stands with the newest versions, since its rules are as new as they. */
declare module '@cdklabs/cdk-validator-cfnguard' {
  /** AWS Control Tower's proactive controls. */
  export class CfnGuardValidator {
    validate(context: { readonly templatePaths: string[] }): Promise<{ readonly violations: { readonly ruleName: string }[] }>;
  }
}
