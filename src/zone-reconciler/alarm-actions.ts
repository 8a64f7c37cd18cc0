import { Alarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Annotations, CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { templateProperties } from '../synth/template-properties';

/** Gives alarms an action, once however often it is given. */
export class AlarmActions {
  private readonly actions = new Set<IAlarmAction>();

  constructor(private readonly alarms: readonly Alarm[], action?: IAlarmAction) {
    if (action) this.actions.add(action); // the alarms were made with it.
  }

  add(action: IAlarmAction) {
    if (this.actions.has(action)) return;
    this.actions.add(action);
    for (const alarm of this.alarms) alarm.addAlarmAction(action);
  }
}

/** Warns of alarms without an action, once nothing can change any more: by hand or by an aspect they may have been given one. */
export function warnOfSilentAlarms(scope: Construct, alarms: readonly Alarm[], whose: string) {
  if (!alarms.some(isSilent)) return;
  Annotations.of(scope).addWarningV2('cdk-replica-endpoint-dns:noAlarmAction', `nobody is told by the alarms of ${whose}: pass an alarmAction, such as `
    + 'new SnsAction(topic), to the ZoneReconciler that you make, or to the names for which one is made; or acknowledge this if you watch them in another way');
}

export function isSilent(alarm: Alarm): boolean {
  const { AlarmActions: actions } = templateProperties(alarm.node.defaultChild as CfnResource);
  return actions === undefined || (Array.isArray(actions) && actions.length === 0);
}
