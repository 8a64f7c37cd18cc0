import { CfnLogGroup, ILogGroup, LogGroupClass } from 'aws-cdk-lib/aws-logs';
import { CfnResource, Token } from 'aws-cdk-lib/core';
import { Fault } from '../synth/refuse';
import { templateProperties } from '../synth/template-properties';
import { referredConstruct } from '../synth/value-identity';

/**
 * Why a log group is refused: CloudWatch makes no metrics of log lines in other classes. Nothing is known of the class of an imported one.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export function logGroupClassFault(logGroup: ILogGroup): Fault {
  const resource = referredConstruct(logGroup.logGroupName);
  if (!resource || !CfnResource.isCfnResource(resource) || resource.cfnResourceType !== CfnLogGroup.CFN_RESOURCE_TYPE_NAME) return undefined;
  const { LogGroupClass: found = LogGroupClass.STANDARD } = templateProperties(resource);
  if (found === LogGroupClass.STANDARD || typeof found !== 'string' || Token.isUnresolved(found)) return undefined;
  return `logGroup must be of the class ${LogGroupClass.STANDARD}, since CloudWatch makes metrics of the lines of no other, got: ${resource.node.path} of the class `
    + `${found}; use one of the class ${LogGroupClass.STANDARD}`;
}
