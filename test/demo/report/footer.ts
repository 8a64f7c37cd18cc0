import { Recording } from '../recording';
import { count, element, text } from './markup';

export function footer(recording: Recording): string {
  const { versions, bundle, worlds } = recording;
  return element('footer', {},
    element('p', {}, text([
      `${recording.date}`, `${recording.command}`, `seed ${recording.seed}`, `one second of this run is ${recording.scale} simulated seconds`, `TTL ${recording.ttl} s`,
      `Route 53 answers with a change after ${recording.propagation} s`,
      `cdk-replica-endpoint-dns ${versions.library}`, `aws-cdk-lib ${versions.cdk}`, `Node.js ${versions.node}`, `redis-server ${versions.redis}`,
      `DNS queries answered: ${count(worlds.ours.dnsQueries)} (ours), ${count(worlds.blog.dnsQueries)} (blog)`,
    ].join(' · '))),
    element('p', {}, text(`Function that ran: ${bundle.file} of the packed library, ${count(bundle.bytes)} bytes, SHA-256 ${bundle.sha256}.`)),
    element('p', {}, text(UNPROVEN)),
  );
}

const UNPROVEN = 'No AWS was used. The servers, the replication, DNS and its caching, the SDK and the function are real; ElastiCache, SNS, SQS, Lambda, '
  + 'CloudFormation and Route 53 are models written from AWS\'s documentation and from reported timelines. Unproven without AWS: how late ElastiCache\'s '
  + 'notifications are and what exactly they say, how its answers look in the middle of a failover, how soon Route 53 answers with a change, and whether a '
  + 'dead node refuses connections or lets them time out (here it refuses).';
