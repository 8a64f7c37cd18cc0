import { asStrings, CustomResourceRequest, CustomResourceResponse, readResponse } from '../custom-resource-response';
import { PresignedAnswer } from '../presigned-answer';
import { Existing, Properties, ResourceContext, ResourceType } from '../resource-type';

/** A custom resource said no; the resource that is to be deleted now goes by this id. */
export class CustomResourceFailure extends Error {
  constructor(message: string, readonly physicalId: string) {
    super(message);
  }
}

/** `Custom::*`: a function of the account makes the resource. */
export const customResource: ResourceType = {
  shape: true,
  create: async (properties, context) => existing(await ask('Create', undefined, properties, undefined, context)),
  update: async ({ physicalId }, properties, old, context) => {
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/802
    if (properties.ServiceToken !== old.ServiceToken) throw new Error('Modifying service token is not allowed.');
    return existing(await ask('Update', physicalId, properties, old, context));
  },
  delete: async ({ physicalId }, properties, context) => {
    await ask('Delete', physicalId, properties, undefined, context);
  },
};

async function ask(
  type: CustomResourceRequest['RequestType'], physicalId: string | undefined, properties: Properties, old: Properties | undefined, context: ResourceContext,
): Promise<CustomResourceResponse> {
  const { services, stackId, logicalId } = context;
  const requestId = context.newRequestId();
  const presigned = new PresignedAnswer({ region: services.region, stackId, logicalId, requestId, issuedAt: services.clock.now() });
  const request: CustomResourceRequest = {
    RequestType: type,
    ResponseURL: presigned.url,
    StackId: stackId,
    RequestId: requestId,
    ResourceType: context.type,
    LogicalResourceId: logicalId,
    ...physicalId !== undefined && { PhysicalResourceId: physicalId },
    ServiceToken: properties.ServiceToken as string,
    ResourceProperties: asStrings(properties) as Properties,
    ...old && { OldResourceProperties: asStrings(old) as Properties },
  };
  const body = await new Promise<string | undefined>((resolve) => {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html: an hour.
    const timer = services.clock.setTimeout(() => resolve(undefined), Number(properties.ServiceTimeout ?? 3600) * 1000);
    services.api.store(presigned.url, (received) => {
      const answer = presigned.judge(received, services.clock.now());
      if (answer.status === 200) {
        services.clock.clearTimeout(timer);
        resolve(received.body);
      }
      return answer;
    });
    services.lambda.invokeAsync(properties.ServiceToken as string, request).catch(() => {}); // nobody hears that a function is gone
  });
  if (body === undefined) {
    throw new CustomResourceFailure(`CloudFormation did not receive a response from your custom resource. Please check your logs for requestId [${requestId}].`, physicalId ?? context.physicalName(64));
  }
  const response = readResponse(body, request);
  if (response.Status === 'SUCCESS') return response;
  const message = `Received response status [FAILED] from custom resource. Message returned: ${response.Reason} (RequestId: ${requestId})`;
  throw new CustomResourceFailure(message, response.PhysicalResourceId || context.physicalName(64));
}

function existing({ PhysicalResourceId: physicalId, Data: data = {} }: CustomResourceResponse): Existing {
  return { physicalId, attributes: data };
}
