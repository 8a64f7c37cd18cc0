import { LambdaFunction } from './lambda-function';
import { Credentials } from '../iam/iam';

export interface Runtime {
  readonly region: string;
  readonly credentials: Credentials;
  readonly logStream: string;
  /** Where the services answer. */
  readonly endpoint: string;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
export function environmentVariables(lambda: LambdaFunction, { region, credentials, logStream, endpoint }: Runtime): Record<string, string> {
  return {
    ...lambda.environment,
    _HANDLER: lambda.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: lambda.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_TASK_ROOT: '/var/task',
    TZ: ':UTC',
  };
}
