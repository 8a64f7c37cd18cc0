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
  );
}
