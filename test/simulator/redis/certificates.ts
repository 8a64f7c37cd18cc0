import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TransitEncryption } from './redis-node';

/** The files of an authority. */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

/** The files of a server. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/**
 * An authority, and its certificate for the hosts of one replication group: a wildcard, as several projects say of ElastiCache's. What names
 * ElastiCache's really have is not documented, and can only be seen on AWS.
 */
export function issue(folder: string, issuer: string, groupDomain: string): TransitEncryption {
  const authority = makeAuthority(folder, issuer);
  return { authority: authority.certificate, ...certify(authority, folder, `*.${groupDomain}`), name: `replica.${groupDomain}` };
}

export function makeAuthority(folder: string, issuer: string): Authority {
  mkdirSync(folder, { recursive: true });
  const authority = { certificate: join(folder, 'ca.pem'), key: join(folder, 'ca.key') };
  openssl('req', '-x509', ...NEW_KEY, authority.key, '-out', authority.certificate, ...VALID, '-subj', `/CN=${issuer}`);
  return authority;
}

/** A certificate for one host, or for a wildcard, in a folder of its own. */
export function certify(authority: Authority, folder: string, host: string): Identity {
  mkdirSync(folder, { recursive: true });
  const [certificate, key, request] = ['node.pem', 'node.key', 'node.csr'].map((file) => join(folder, file));
  openssl('req', ...NEW_KEY, key, '-out', request, '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`);
  openssl('x509', '-req', '-in', request, '-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial', '-out', certificate, ...VALID,
    '-copy_extensions', 'copy');
  return { certificate, key };
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout'];
const VALID = ['-days', '2'];

function openssl(...words: string[]): void {
  execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
