import { ElastiCache } from '../elasticache/elasticache';
import { NotModelled } from '../not-modelled';
import { Api, ApiCall, ApiRequest, Failure } from './api-call';
import { cacheClusterXml, eventXml, replicationGroupXml } from './elasticache-answers';
import { changeReplicaCount, testFailover } from './elasticache-operations';
import { QueryParameters } from './query-parameters';
import { document, element, list, value } from './xml';

const NAMESPACE = 'http://elasticache.amazonaws.com/doc/2015-02-02/';

/** What an action does: its resource and the content of its result. */
interface Operation {
  readonly resource: string;
  run(): string | Promise<string>;
}

/** ElastiCache's query protocol: parameters in a form, answers in XML. */
export class ElastiCacheApi implements Api {
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/CommonErrors.html
  readonly throttled = { code: 'ThrottlingException', message: 'Rate exceeded', status: 400 };

  constructor(private readonly elasticache: ElastiCache) {}

  parse({ method, path, body }: ApiRequest): ApiCall {
    const form = new URLSearchParams(body);
    const action = form.get('Action');
    if (method !== 'POST' || path !== '/' || form.get('Version') !== '2015-02-02') {
      throw new NotModelled(`the ElastiCache request ${method} ${path} of version ${form.get('Version')}`);
    }
    const parameters = new QueryParameters(form);
    const operation = this.operation(action, parameters);
    parameters.end();
    return {
      action: `elasticache:${action}`,
      params: parameters.all(),
      resource: operation.resource,
      context: {},
      run: async (_caller, requestId) => document(`${action}Response`, NAMESPACE,
        element(`${action}Result`, await operation.run()),
        element('ResponseMetadata', value('RequestId', requestId)),
      ),
    };
  }

  failureBody({ code, message, status }: Failure, requestId: string): string {
    const fault = status < 500 ? 'Sender' : 'Receiver';
    return document('ErrorResponse', NAMESPACE, element('Error', value('Type', fault), value('Code', code), value('Message', message)),
      value('RequestId', requestId));
  }

  private operation(action: string | null, parameters: QueryParameters): Operation {
    switch (action) {
      case 'DescribeReplicationGroups': return this.describeReplicationGroups(parameters);
      case 'DescribeCacheClusters': return this.describeCacheClusters(parameters);
      case 'DescribeEvents': return this.describeEvents(parameters);
      case 'TestFailover': return testFailover(this.elasticache, parameters);
      case 'IncreaseReplicaCount': return changeReplicaCount(this.elasticache, parameters, 'increase');
      case 'DecreaseReplicaCount': return changeReplicaCount(this.elasticache, parameters, 'decrease');
      default: throw new NotModelled(`the action elasticache:${action}`);
    }
  }

  private describeReplicationGroups(parameters: QueryParameters): Operation {
    const request = { id: parameters.text('ReplicationGroupId'), ...pageOf(parameters) };
    return {
      resource: this.arn('replicationgroup', request.id),
      run: () => {
        const { items, marker } = this.elasticache.describeReplicationGroups(request);
        return value('Marker', marker) + list('ReplicationGroups', items, (group) => replicationGroupXml(group, this.elasticache));
      },
    };
  }

  private describeCacheClusters(parameters: QueryParameters): Operation {
    const request = { id: parameters.text('CacheClusterId'), ...pageOf(parameters) };
    const showNodes = parameters.boolean('ShowCacheNodeInfo') ?? false;
    if (parameters.boolean('ShowCacheClustersNotInReplicationGroups')) throw new NotModelled('cache clusters that are in no replication group');
    return {
      resource: this.arn('cluster', request.id),
      run: () => {
        const { items, marker } = this.elasticache.describeCacheClusters(request);
        return value('Marker', marker) + list('CacheClusters', items, (member) => cacheClusterXml(member, this.elasticache, showNodes));
      },
    };
  }

  private describeEvents(parameters: QueryParameters): Operation {
    const query = {
      sourceType: parameters.text('SourceType'),
      sourceIdentifier: parameters.text('SourceIdentifier'),
      startTime: parameters.time('StartTime'),
      endTime: parameters.time('EndTime'),
      duration: parameters.number('Duration'),
      ...pageOf(parameters),
    };
    return {
      // events have no resource level (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/IAM.APIReference.html).
      resource: '*',
      run: () => {
        const { items, marker } = this.elasticache.describeEvents(query);
        return value('Marker', marker) + list('Events', items, eventXml);
      },
    };
  }

  private arn(kind: string, id = '*'): string {
    return `arn:aws:elasticache:${this.elasticache.region}:${this.elasticache.account}:${kind}:${id.toLowerCase()}`;
  }
}

function pageOf(parameters: QueryParameters) {
  return { maxRecords: parameters.number('MaxRecords'), marker: parameters.text('Marker') };
}
