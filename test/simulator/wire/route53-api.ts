import { Api, ApiCall, ApiRequest, Failure } from './api-call';
import { changeAnswer, hostedZoneAnswer, recordsAnswer } from './route53-answers';
import { readChangeBatch, ROUTE53_NAMESPACE } from './route53-request';
import { RequestContext } from '../iam/policy-condition';
import { NotModelled } from '../not-modelled';
import { document, element, list, value } from './xml';
import { nameForConditions } from '../route53/domain-name';
import { InvalidChangeBatch } from '../route53/invalid-change-batch';
import { ChangeBatch } from '../route53/record-set';
import { Route53 } from '../route53/route53';

/** Route 53's REST and XML. */
export class Route53Api implements Api {
  readonly throttled = { code: 'Throttling', message: 'Rate exceeded', status: 400 };

  constructor(private readonly route53: Route53) {}

  parse(request: ApiRequest): ApiCall {
    const [, kind, id, records] = /^\/2013-04-01\/(hostedzone|change)\/([^/]+)(\/rrset)?\/?$/.exec(request.path) ?? [];
    const what = `${request.method} ${kind}${records ?? ''}`;
    if (what === 'GET hostedzone') return this.getHostedZone(request, decodeURIComponent(id));
    if (what === 'GET hostedzone/rrset') return this.listResourceRecordSets(request, decodeURIComponent(id));
    if (what === 'POST hostedzone/rrset') return this.changeResourceRecordSets(request, decodeURIComponent(id));
    if (what === 'GET change') return this.getChange(request, decodeURIComponent(id));
    throw new NotModelled(`the Route 53 request ${request.method} ${request.path}`);
  }

  // this form, with the sentences in brackets, is what reaches the SDKs as `InvalidChangeBatch` with a message; of the form in the API's
  // model (`<InvalidChangeBatch><Messages>`) botocore and the SDK for JavaScript make an error without a code.
  failureBody(failure: Failure, requestId: string): string {
    const { code, message, status } = failure;
    if (failure instanceof InvalidChangeBatch && this.route53.refusalForm === 'InvalidChangeBatch') {
      return document('InvalidChangeBatch', ROUTE53_NAMESPACE, list('Messages', failure.messages, (one) => value('Message', one)), value('RequestId', requestId));
    }
    const fault = status < 500 ? 'Sender' : 'Receiver';
    return document('ErrorResponse', ROUTE53_NAMESPACE, element('Error', value('Type', fault), value('Code', code), value('Message', message)),
      value('RequestId', requestId));
  }

  private getHostedZone({ query }: ApiRequest, id: string): ApiCall {
    readQuery(query);
    return {
      action: 'route53:GetHostedZone',
      params: { Id: id },
      resource: zoneArn(id),
      context: {},
      run: () => hostedZoneAnswer(this.route53.getHostedZone(id)),
    };
  }

  private listResourceRecordSets({ query }: ApiRequest, id: string): ApiCall {
    const { name, type, identifier, maxitems } = readQuery(query, 'name', 'type', 'identifier', 'maxitems');
    const request = { name, type, identifier, ...maxitems !== undefined && { maxItems: Number(maxitems) } };
    return {
      action: 'route53:ListResourceRecordSets',
      params: { HostedZoneId: id, StartRecordName: name, StartRecordType: type, StartRecordIdentifier: identifier, MaxItems: maxitems },
      resource: zoneArn(id),
      context: {},
      run: () => recordsAnswer(this.route53.list(id, request)),
    };
  }

  private changeResourceRecordSets({ query, body }: ApiRequest, id: string): ApiCall {
    readQuery(query);
    const batch = readChangeBatch(body);
    return {
      action: 'route53:ChangeResourceRecordSets',
      params: { HostedZoneId: id, ChangeBatch: batch },
      resource: zoneArn(id),
      context: changeContext(batch),
      takesMs: this.route53.times.processingMs,
      run: (caller) => changeAnswer('ChangeResourceRecordSetsResponse', this.route53.change(id, batch, caller)),
    };
  }

  private getChange({ query }: ApiRequest, id: string): ApiCall {
    readQuery(query);
    return {
      action: 'route53:GetChange',
      params: { Id: id },
      resource: `arn:aws:route53:::change/${id}`,
      context: {},
      run: () => changeAnswer('GetChangeResponse', this.route53.getChange(id)),
    };
  }
}

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
function changeContext({ changes }: ChangeBatch): RequestContext {
  return {
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': changes.map(({ record }) => nameForConditions(record.name)),
    'route53:ChangeResourceRecordSetsRecordTypes': changes.map(({ record }) => record.type),
    'route53:ChangeResourceRecordSetsActions': changes.map(({ action }) => action),
  };
}

function zoneArn(id: string): string {
  return `arn:aws:route53:::hostedzone/${id}`;
}

function readQuery<K extends string>(query: URLSearchParams, ...known: readonly K[]): Partial<Record<K, string>> {
  const unknown = [...query.keys()].find((key) => !(known as readonly string[]).includes(key));
  if (unknown) throw new NotModelled(`the Route 53 parameter ${unknown}`);
  return Object.fromEntries(query) as Partial<Record<K, string>>;
}
