import { Cast, Writer } from './cast';
import { WakeUps } from './judge/wake-ups';
import { Story } from '../end-to-end/story';

/** A reconciler as it was deployed. */
export interface DeployedWriter {
  readonly stackName: string;
  readonly functionName: string;
  readonly role: string;
  readonly queueArn: string;
  /** What it should be woken by. */
  readonly topics: ReadonlySet<string>;
  readonly wakeUps: WakeUps;
}

export function deployedWriter(story: Story, { stackName, sweepSeconds }: Writer, { claims }: Cast): DeployedWriter {
  const { aws } = story;
  const { resources, events } = aws.cloudformation.stack(stackName);
  const ofType = (type: string) => [...resources.values()].filter((each) => each.type === type);
  const physicalId = (type: string, test: RegExp) => ofType(type).find(({ logicalId }) => test.test(logicalId))!.physicalId;
  const functionName = physicalId('AWS::Lambda::Function', /Reconciler/);
  const queue = aws.sqs.queue(physicalId('AWS::SQS::Queue', /^(?!.*DeadLetter)/).split('/').at(-1)!);
  const [schedule] = ofType('AWS::Scheduler::Schedule');
  const scheduled = events.find(({ resource, status }) => resource === schedule.logicalId && status === 'CREATE_COMPLETE')!.at;
  return {
    stackName,
    functionName,
    role: aws.lambda.definition(functionName).roleArn,
    queueArn: queue.arn,
    topics: new Set(claims.filter(({ writer }) => writer === stackName).map(({ groupId }) => story.group(groupId).topicArn!)),
    wakeUps: new WakeUps(scheduled + sweepSeconds * 1000, sweepSeconds * 1000),
  };
}
