import { ResourceType } from '../resource-type';

export const logsLogGroup: ResourceType = {
  shape: { LogGroupName: true, RetentionInDays: true, Tags: true },
  replacedBy: ['LogGroupName'],
  create: (properties, { services, physicalName }) => {
    const name = properties.LogGroupName as string | undefined ?? physicalName(512);
    services.logs.createGroup(name);
    // the attribute ends in `:*`, unlike most ARNs (CloudFormation: AWS::Logs::LogGroup, return values).
    return { physicalId: name, attributes: { Arn: `arn:aws:logs:${services.region}:${services.account}:log-group:${name}:*` } };
  },
  update: (existing) => existing,
  delete: ({ physicalId }, _, { services }) => services.logs.deleteGroup(physicalId),
};
