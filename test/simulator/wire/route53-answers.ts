import { ROUTE53_NAMESPACE } from './route53-request';
import { document, element, list, value } from './xml';
import { HostedZone } from '../route53/hosted-zone';
import { RecordSet } from '../route53/record-set';
import { ChangeInfo, RecordPage } from '../route53/route53';

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html */
export function hostedZoneAnswer(zone: HostedZone): string {
  return document('GetHostedZoneResponse', ROUTE53_NAMESPACE,
    element('HostedZone',
      value('Id', `/hostedzone/${zone.id}`),
      value('Name', zone.name),
      value('CallerReference', `made for ${zone.name}`),
      element('Config', value('PrivateZone', zone.private)),
      value('ResourceRecordSetCount', zone.records().length),
    ),
    zone.private
      ? element('VPCs', element('VPC', value('VPCRegion', 'us-east-1'), value('VPCId', 'vpc-00000000000000001')))
      : element('DelegationSet', list('NameServers', zone.find(zone.name, 'NS')!.values, (server) => value('NameServer', server.replace(/\.$/, '')))),
  );
}

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html */
export function recordsAnswer({ records, maxItems, next }: RecordPage): string {
  return document('ListResourceRecordSetsResponse', ROUTE53_NAMESPACE,
    list('ResourceRecordSets', records, recordXml),
    value('IsTruncated', next !== undefined),
    value('NextRecordName', next?.name),
    value('NextRecordType', next?.type),
    value('NextRecordIdentifier', next?.setIdentifier),
    value('MaxItems', maxItems),
  );
}

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeInfo.html */
export function changeAnswer(name: string, { id, status, submittedAt, comment }: ChangeInfo): string {
  return document(name, ROUTE53_NAMESPACE, element('ChangeInfo',
    value('Id', `/change/${id}`),
    value('Status', status),
    value('SubmittedAt', new Date(submittedAt).toISOString()),
    value('Comment', comment),
  ));
}

function recordXml({ name, type, setIdentifier, weight, ttl, values }: RecordSet): string {
  return element('ResourceRecordSet',
    value('Name', name),
    value('Type', type),
    value('SetIdentifier', setIdentifier),
    value('Weight', weight),
    value('TTL', ttl),
    list('ResourceRecords', values, (one) => element('ResourceRecord', value('Value', one))),
  );
}
