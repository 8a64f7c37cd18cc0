import { Cast, Writer } from './cast';
import { WakeUps } from './judge/wake-ups';
import { Story } from '../end-to-end/story';

/** A reconciler as it was deployed. */
export interface DeployedWriter {
  readonly name: string;
  readonly functionName: string;
  readonly role: string;
  readonly queueArn: string;
  /** What it should be woken by. */
  topics: ReadonlySet<string>;
  readonly wakeUps: WakeUps;
}

export function deployedWriter(story: Story, { name, stackName, sweepSeconds }: Writer, cast: Cast): DeployedWriter {
  const { aws } = story;
  const { resources, events } = aws.cloudformation.stack(stackName);
  const ofType = (type: string) => [...resources.values()].filter((each) => each.type === type && each.logicalId.startsWith(name));
  const physicalId = (type: string, test: RegExp) => ofType(type).find(({ logicalId }) => test.test(logicalId))!.physicalId;
  const functionName = physicalId('AWS::Lambda::Function', /Reconciler/);
  const queue = aws.sqs.queue(physicalId('AWS::SQS::Queue', /^(?!.*DeadLetter)/).split('/').at(-1)!);
  const [schedule] = ofType('AWS::Scheduler::Schedule');
  const scheduled = events.filter(({ resource, status }) => resource === schedule.logicalId && status === 'CREATE_COMPLETE').at(-1)!.at;
  return {
    name,
    functionName,
    role: aws.lambda.definition(functionName).roleArn,
    queueArn: queue.arn,
    topics: topicsOf(story, name, cast),
    wakeUps: new WakeUps(scheduled + sweepSeconds * 1000, sweepSeconds * 1000),
  };
}

/** The topics of the groups that a reconciler serves. */
export function topicsOf(story: Story, name: string, { claims }: Cast): ReadonlySet<string> {
  return new Set(claims.filter(({ writer }) => writer === name).map(({ groupId }) => story.group(groupId).topicArn!));
}
