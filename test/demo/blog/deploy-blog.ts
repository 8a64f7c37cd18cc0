import { ACCOUNT, GROUP_ID, nameOf, REGION, World, ZONE_ID, ZONE_NAME } from '../world';

const FUNCTION = 'RedisReplica-AutoCNAME';

/** The steps of the blog post, by hand as there: a topic, the names, a role, the function and its trigger. */
export function blog(directory: string, { replicas, ttl }: { readonly replicas: number; readonly ttl: number }) {
  return async (world: Pick<World, 'aws' | 'zone'>): Promise<void> => {
    const { aws } = world;
    const topic = aws.sns.createTopic({ name: 'testdns-events' });
    aws.sns.setPolicy(topic.arn, {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: topic.arn,
        Condition: { StringEquals: { 'aws:SourceOwner': ACCOUNT } },
      }],
    });
    const group = await aws.elasticache.createReplicationGroup({ id: GROUP_ID, replicas, topicArn: topic.arn });
    group.replicas.forEach(({ address }, index) => world.zone.put({ name: nameOf(index + 1), type: 'CNAME', ttl, values: [address!] }));
    const arn = aws.lambda.createFunction({
      name: FUNCTION,
      roleArn: role(world),
      directory,
      handler: 'index.lambda_handler',
      // the name ends in a dot: the function compares it with the zone's name as Route 53 writes it.
      environment: { aws_region: REGION, cname: `ReadOnly.${ZONE_NAME}.`, zone_id: ZONE_ID, cluster: GROUP_ID, ttl: `${ttl}` },
      timeoutSeconds: 15,
      memoryMb: 512,
    });
    aws.sns.subscribe(topic.arn, 'lambda', arn);
  };
}

function role({ aws }: Pick<World, 'aws'>): string {
  const roleArn = `arn:aws:iam::${ACCOUNT}:role/${FUNCTION}`;
  aws.iam.putRole({ roleArn, assumableBy: 'lambda.amazonaws.com' });
  aws.iam.putInlinePolicy(roleArn, 'RedisReplica_Route53', {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: ['route53:GetHostedZone', 'route53:ChangeResourceRecordSets'],
      Resource: `arn:aws:route53:::hostedzone/${ZONE_ID}`,
    }],
  });
  // of AmazonElastiCacheReadOnlyAccess.
  aws.iam.putInlinePolicy(roleArn, 'ElastiCacheReadOnly', {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'elasticache:Describe*', Resource: '*' }],
  });
  aws.iam.attachManagedPolicy(roleArn, 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole');
  return roleArn;
}
