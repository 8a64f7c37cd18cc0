/** How a function is configured. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Where its code lies. */
  readonly directory: string;
  /** `file.export`. */
  readonly handler: string;
  readonly environment: Record<string, string>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly logGroup: string;
  readonly logFormat?: 'Text' | 'JSON';
  /** Absent: as many environments as there are events. */
  readonly reservedConcurrency?: number;
}
