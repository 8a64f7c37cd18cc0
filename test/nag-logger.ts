import { INagLogger, NagLoggerNonComplianceData } from 'cdk-nag';

/** Hears of each rule that is broken, with its finding if it has several, and where; a rule that fails is as good as broken. */
export function nagLogger(broken: (rule: string, path: string) => void): INagLogger {
  const told = ({ ruleId, findingId, resource }: NagLoggerNonComplianceData) => broken(`${ruleId}${findingId ? `[${findingId}]` : ''}`, resource.node.path);
  const nothing = () => {};
  return {
    onNonCompliance: told,
    onError: (data) => told({ ...data, findingId: data.errorMessage }),
    onCompliance: nothing,
    onSuppressed: nothing,
    onSuppressedError: nothing,
    onNotApplicable: nothing,
  };
}
