import { Run } from './run';
import { REGION, ZONE_ID } from './world';

/** Commands to try while everything keeps running. */
export function holdLines({ worlds }: Run): string[] {
  return [
    '', 'Everything keeps running; Ctrl-C ends it. The APIs of Route 53 and ElastiCache answer, those of Lambda and Logs do not. To try:',
    ...worlds.flatMap(({ title, aws, dns, clients, group }) => {
      const [name, door] = [...clients.doors][0];
      const cli = `AWS_ACCESS_KEY_ID=operator AWS_SECRET_ACCESS_KEY=operator aws --region ${REGION} --endpoint-url ${aws.api.url}`;
      return [
        '', `# ${title}`,
        `dig @127.0.0.1 -p ${dns.port} ${name}`,
        `redis-cli -h 127.0.0.1 -p ${door} info replication   # by way of ${name}`,
        `${cli} route53 list-resource-record-sets --hosted-zone-id ${ZONE_ID}`,
        `${cli} elasticache test-failover --replication-group-id ${group.id} --node-group-id 0001`,
      ];
    }),
    '',
  ];
}
