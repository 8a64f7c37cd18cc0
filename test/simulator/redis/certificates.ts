import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TransitEncryption } from './redis-node';

/**
 * An authority, and its certificate for the hosts of one replication group: a wildcard, as several projects say of ElastiCache's. What names
 * ElastiCache's really have is not documented, and can only be seen on AWS.
 */
export function issue(folder: string, issuer: string, groupDomain: string): TransitEncryption {
  mkdirSync(folder, { recursive: true });
  const [authority, authorityKey, certificate, key, request] = ['ca.pem', 'ca.key', 'node.pem', 'node.key', 'node.csr'].map((file) => join(folder, file));
  const wildcard = `*.${groupDomain}`;
  openssl('req', '-x509', ...NEW_KEY, authorityKey, '-out', authority, ...VALID, '-subj', `/CN=${issuer}`);
  openssl('req', ...NEW_KEY, key, '-out', request, '-subj', `/CN=${wildcard}`, '-addext', `subjectAltName=DNS:${wildcard}`);
  openssl('x509', '-req', '-in', request, '-CA', authority, '-CAkey', authorityKey, '-CAcreateserial', '-out', certificate, ...VALID, '-copy_extensions', 'copy');
  return { authority, certificate, key, name: `replica.${groupDomain}` };
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout'];
const VALID = ['-days', '2'];

function openssl(...words: string[]): void {
  execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
