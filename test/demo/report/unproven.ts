/** What the report says first: what in it is real and what is a model. */
export const UNPROVEN = 'No AWS was used. The servers, the replication, DNS and its caching, the SDK and the function are real; ElastiCache, SNS, SQS, Lambda, '
  + 'CloudFormation and Route 53 are models written from AWS\'s documentation and from reported timelines. Unproven without AWS: how late ElastiCache\'s '
  + 'notifications are and what exactly they say, how its answers look in the middle of a failover, how soon Route 53 answers with a change, and whether a '
  + 'dead node refuses connections or lets them time out (here it refuses).';
