import { NotModelled } from '../not-modelled';
import { AwsError } from './aws-error';
import { readXml, XmlElement } from './xml';
import { Change, ChangeBatch, ProposedRecord } from '../route53/record-set';

export const ROUTE53_NAMESPACE = 'https://route53.amazonaws.com/doc/2013-04-01/';

/**
 * The body of ChangeResourceRecordSets.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html#API_ChangeResourceRecordSets_RequestSyntax
 */
export function readChangeBatch(body: string): ChangeBatch {
  const root = parsed(body);
  if (root?.name !== 'ChangeResourceRecordSetsRequest' || root.namespace !== ROUTE53_NAMESPACE) {
    throw new AwsError('InvalidInput', `Invalid XML ; the root must be ChangeResourceRecordSetsRequest of ${ROUTE53_NAMESPACE}, got: ${root?.name} of ${root?.namespace}`);
  }
  const batch = only(root, 'ChangeBatch').required('ChangeBatch');
  const inBatch = only(batch, 'Comment', 'Changes');
  return { comment: inBatch.text('Comment'), changes: inBatch.required('Changes').children.map(readChange) };
}

function readChange(change: XmlElement): Change {
  const inChange = only(change, 'Action', 'ResourceRecordSet');
  const action = inChange.required('Action').text;
  if (action !== 'CREATE' && action !== 'DELETE' && action !== 'UPSERT') {
    throw new AwsError('InvalidInput', `Invalid XML ; Value '${action}' is not facet-valid with respect to enumeration '[CREATE, DELETE, UPSERT]'.`);
  }
  return { action, record: readRecord(inChange.required('ResourceRecordSet')) };
}

function readRecord(record: XmlElement): ProposedRecord {
  const inRecord = only(record, 'Name', 'Type', 'SetIdentifier', 'Weight', 'TTL', 'ResourceRecords');
  const values = inRecord.child('ResourceRecords')?.children.map((one) => only(one, 'Value').required('Value').text);
  const [ttl, weight] = [inRecord.text('TTL'), inRecord.text('Weight')];
  return {
    name: inRecord.required('Name').text,
    type: inRecord.required('Type').text,
    values: values ?? [],
    ...ttl !== undefined && { ttl: Number(ttl) },
    ...weight !== undefined && { weight: Number(weight) },
    ...inRecord.child('SetIdentifier') && { setIdentifier: inRecord.text('SetIdentifier') },
  };
}

function parsed(body: string): XmlElement | undefined {
  try {
    return readXml(body);
  } catch (error) {
    throw new AwsError('InvalidInput', `Invalid XML ; ${(error as Error).message}`);
  }
}

/** The children of an element, none of which may be another than the ones named. */
function only(parent: XmlElement, ...names: readonly string[]) {
  const other = parent.children.find((child) => !names.includes(child.name));
  if (other) throw new NotModelled(`the element ${other.name} of ${parent.name}`);
  const child = (name: string) => parent.children.find((one) => one.name === name);
  return {
    child,
    text: (name: string) => child(name)?.text,
    required(name: string): XmlElement {
      const found = child(name);
      if (!found) throw new AwsError('InvalidInput', `Invalid XML ; The content of element '${parent.name}' is not complete. One of '{${name}}' is expected.`);
      return found;
    },
  };
}
