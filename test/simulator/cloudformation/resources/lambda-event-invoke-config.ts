import { NotModelled } from '../../not-modelled';
import { AwsError } from '../../wire/aws-error';
import { Properties, ResourceType } from '../resource-type';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const lambdaEventInvokeConfig: ResourceType = {
  shape: { FunctionName: true, MaximumEventAgeInSeconds: true, MaximumRetryAttempts: true, Qualifier: true },
  replacedBy: ['FunctionName', 'Qualifier'],
  create: (properties, { services }) => {
    const name = functionName(properties);
    // refused where the function is not there.
    services.lambda.definition(name);
    services.lambda.asynchronous.create(name, configOf(properties));
    return { physicalId: `${name}|$LATEST`, attributes: {} };
  },
  update: (existing, properties, _, { services }) => {
    services.lambda.asynchronous.update(functionName(properties), configOf(properties));
    return existing;
  },
  delete: (_, properties, { services }) => services.lambda.asynchronous.delete(functionName(properties)),
};

function functionName({ FunctionName: name, Qualifier: qualifier }: Properties) {
  if (qualifier === undefined) throw new AwsError('ValidationException', '#: required key [Qualifier] not found');
  if (qualifier !== '$LATEST') throw new NotModelled(`the function version or alias ${String(qualifier)}`);
  return (name as string).split(':').pop()!;
}

function configOf({ MaximumEventAgeInSeconds: age, MaximumRetryAttempts: retries }: Properties) {
  return {
    ...age !== undefined && { maximumEventAgeSeconds: Number(age) },
    ...retries !== undefined && { maximumRetryAttempts: Number(retries) },
  };
}
