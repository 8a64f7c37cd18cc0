import { NotModelled } from '../../not-modelled';
import { Properties, ResourceContext, ResourceType } from '../resource-type';

export const schedulerSchedule: ResourceType = {
  shape: {
    Description: true,
    FlexibleTimeWindow: { Mode: true },
    Name: true,
    ScheduleExpression: true,
    Target: { Arn: true, Input: true, RoleArn: true },
  },
  replacedBy: ['Name'],
  create: (properties, context) => {
    const name = properties.Name as string | undefined ?? context.physicalName(64);
    put(name, properties, context);
    return { physicalId: name, attributes: { Arn: `arn:aws:scheduler:${context.services.region}:${context.services.account}:schedule/default/${name}` } };
  },
  update: (existing, properties, _, context) => {
    put(existing.physicalId, properties, context);
    return existing;
  },
  delete: ({ physicalId }, _, { services }) => services.scheduler.delete(physicalId),
};

function put(name: string, properties: Properties, { services }: ResourceContext) {
  const { Mode: mode } = properties.FlexibleTimeWindow as { Mode: string };
  if (mode !== 'OFF') throw new NotModelled(`AWS::Scheduler::Schedule.FlexibleTimeWindow.Mode ${mode}`);
  const target = properties.Target as { Arn: string; RoleArn: string; Input?: string };
  services.scheduler.put({
    name,
    expression: properties.ScheduleExpression as string,
    target: { arn: target.Arn, roleArn: target.RoleArn, input: target.Input ?? '{}' },
  });
}
