import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import { IZoneReconciler } from './zone-reconciler-base';
import { outermost } from '../synth/nesting';

/**
 * Exports what the stacks of names refer to, whether there are any or not: otherwise the first one would change the reconciler's stack, and the last
 * one that goes would have to go before CloudFormation lets the export go.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Stack.html#exportwbrvalueexportedvalue-options
 */
export function exportWhatIsShared({ queue, reconcilerFunction, claimsFunction, logGroup }: IZoneReconciler) {
  for (const value of [queue.queueArn, reconcilerFunction.functionName, claimsFunction.functionArn, logGroup.logGroupName]) exportValue(value);
}

/** An alarm action whose target is exported, since the alarms of claims name it in their own stacks. */
export function exportedAction(action: IAlarmAction): IAlarmAction {
  return {
    bind: (scope, alarm) => {
      const config = action.bind(scope, alarm);
      exportValue(config.alarmActionArn);
      return config;
    },
  };
}

/** A nested stack exports nothing: the one that it is deployed with does it. */
function exportValue(value: string) {
  const token = Token.isUnresolved(value) ? Tokenization.reverseString(value).firstToken : undefined;
  if (Reference.isReference(token)) outermost(Stack.of(token.target)).exportValue(value);
}
