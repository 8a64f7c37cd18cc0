import { join } from 'node:path';
import { refusalOf } from '../../iam/refusal';
import { NotModelled } from '../../not-modelled';
import { AwsError } from '../../wire/aws-error';
import { Properties, ResourceContext, ResourceType } from '../resource-type';

const RUNTIMES = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];

// lambda/latest/dg/configuration-vpc.html: without them the function is not made.
const NETWORK_ACTIONS = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface'];

export const lambdaFunction: ResourceType = {
  shape: {
    Architectures: true,
    Code: { S3Bucket: true, S3Key: true },
    Description: true,
    Environment: { Variables: true },
    FunctionName: true,
    Handler: true,
    LoggingConfig: { LogGroup: true, LogFormat: true },
    MemorySize: true,
    ReservedConcurrentExecutions: true,
    Role: true,
    Runtime: true,
    Tags: true,
    Timeout: true,
    VpcConfig: { SecurityGroupIds: true, SubnetIds: true, Ipv6AllowedForDualStack: true },
  },
  replacedBy: ['FunctionName'],
  create: (properties, context) => {
    const name = properties.FunctionName as string | undefined ?? context.physicalName(64);
    const arn = context.services.lambda.createFunction(definitionOf(name, properties, context));
    return { physicalId: name, attributes: { Arn: arn } };
  },
  update: (existing, properties, _, context) => {
    context.services.lambda.updateFunction(definitionOf(existing.physicalId, properties, context));
    return existing;
  },
  delete: ({ physicalId }, _, { services }) => services.lambda.deleteFunction(physicalId),
};

function definitionOf(name: string, properties: Properties, context: ResourceContext) {
  const { iam } = context.services;
  const roleArn = properties.Role as string;
  if (!RUNTIMES.includes(properties.Runtime as string)) throw new NotModelled(`the Lambda runtime ${String(properties.Runtime)}`);
  if (refusalOf(() => iam.credentialsFor(roleArn, 'lambda.amazonaws.com'))) {
    throw new AwsError('InvalidParameterValueException', 'The role defined for the function cannot be assumed by Lambda.');
  }
  const { LogFormat: format = 'Text' } = properties.LoggingConfig as { LogFormat?: string } | undefined ?? {};
  // lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html: JSON wraps each line.
  if (format !== 'Text' && format !== 'JSON') throw new NotModelled(`the log format ${format}`);
  for (const action of properties.VpcConfig ? NETWORK_ACTIONS : []) checkNetworkAction(roleArn, action, context);
  const description = properties.Description as string | undefined ?? '';
  // lambda/latest/api/API_CreateFunction.html
  if (description.length > 256) throw new AwsError('InvalidParameterValueException', `Description must have at most 256 characters, got: ${description.length}`);
  return {
    name,
    roleArn,
    directory: directoryOf(properties.Code as { S3Key: string }, context),
    handler: properties.Handler as string,
    environment: environmentOf(properties),
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMb: Number(properties.MemorySize ?? 128),
    logGroup: (properties.LoggingConfig as { LogGroup?: string } | undefined)?.LogGroup ?? `/aws/lambda/${name}`,
    logFormat: (properties.LoggingConfig as { LogFormat?: 'Text' | 'JSON' } | undefined)?.LogFormat,
    reservedConcurrency: properties.ReservedConcurrentExecutions === undefined ? undefined : Number(properties.ReservedConcurrentExecutions),
  };
}

function checkNetworkAction(roleArn: string, action: string, { services }: ResourceContext) {
  if (refusalOf(() => services.iam.authorize(roleArn, `ec2:${action}`, '*', {}))) {
    throw new AwsError('InvalidParameterValueException', `The provided execution role does not have permissions to call ${action} on EC2`);
  }
}

// CDK stages the asset with this hash in this folder.
function directoryOf({ S3Key: key }: { S3Key: string }, { assets }: ResourceContext) {
  return join(assets, `asset.${key.replace(/\.zip$/, '')}`);
}

function environmentOf({ Environment: environment }: Properties) {
  const variables = (environment as { Variables?: Record<string, string> } | undefined)?.Variables ?? {};
  const size = Buffer.byteLength(JSON.stringify(variables));
  // lambda/latest/dg/gettingstarted-limits.html
  if (size > 4096) throw new AwsError('InvalidParameterValueException', `Lambda was unable to configure your environment variables because they are ${size} bytes, of 4096`);
  return variables;
}
