import fc from 'fast-check';

/** How an answer can come out wrong on its way. */
export interface Garbling {
  readonly what: string;
  readonly status: number;
  readonly garble: (body: string) => string;
}

/** What stands for an answer although it is none. */
const PAGES: Readonly<Record<string, string>> = {
  'nothing': '',
  'HTML': '<html><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>',
  'JSON': '{"__type":"InternalFailure","message":null}',
  'an error': '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>',
  'another answer': '<ListTagsForResourceResponse><TagList/></ListTagsForResourceResponse>',
  '__proto__': '<__proto__><ResourceRecordSets/><ReplicationGroups/><CacheClusters/><Events/></__proto__>',
};

export function garblings(): fc.Arbitrary<Garbling> {
  const whole = fc.constantFrom(...Object.entries(PAGES)).map(([what, page]) => ({ what, garble: () => page }));
  const truncated = fc.double({ min: 0.05, max: 0.98, noNaN: true }).map((part) => ({ what: `truncated at ${part}`, garble: (body: string) => body.slice(0, body.length * part) }));
  const lost = tags().map((tag) => ({ what: `without <${tag}>`, garble: (body: string) => body.replace(new RegExp(`<${tag}>[^<]*</${tag}>`, 'g'), '') }));
  const emptied = tags().map((tag) => ({ what: `with empty <${tag}>`, garble: (body: string) => body.replace(new RegExp(`<${tag}>[^<]*</${tag}>`, 'g'), `<${tag}/>`) }));
  const polluted = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString')
    .map((name) => ({ what: `with <${name}>`, garble: (body: string) => body.replace(/<(Status|Name|Message|CacheClusterId)>/g, `<${name}><a>1</a></${name}>$&`) }));
  const repeated = fc.constant({ what: 'with the same next page', garble: (body: string) => withNextPage(body, 'again') });
  const endless = fc.constant(0).map(() => {
    let page = 0;
    return { what: 'without an end', garble: (body: string) => withNextPage(body, `n${String(page += 1).padStart(6, '0')}`) };
  });
  const kinds = fc.oneof(whole, truncated, lost, emptied, polluted, repeated, endless);
  return fc.tuple(kinds, fc.constantFrom(200, 200, 200, 400, 403, 500, 503)).map(([kind, status]) => ({ ...kind, status }));
}

function tags(): fc.Arbitrary<string> {
  return fc.constantFrom('Name', 'Type', 'TTL', 'IsTruncated', 'Status', 'CurrentRole', 'Address', 'CacheClusterStatus', 'CacheNodeStatus', 'Date', 'Message', 'ReplicationGroupId');
}

function withNextPage(body: string, marker: string): string {
  const name = `${marker}._replica-endpoint-dns.private.redisdub.pl.`;
  return body
    .replace(/<IsTruncated>false<\/IsTruncated>/, `<IsTruncated>true</IsTruncated><NextRecordName>${name}</NextRecordName><NextRecordType>TXT</NextRecordType>`)
    .replace(/(<Describe\w+Result>)/, `$1<Marker>${marker}</Marker>`);
}
