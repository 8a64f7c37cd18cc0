import * as http from 'node:http';

/** Whether the URL is one of AWS's own, by HTTPS, as the program of a function gets it from AWS. */
export function isHostOfAws(input: Parameters<typeof fetch>[0]): boolean {
  return /^https:\/\/[^/]+\.amazonaws\.com(\.cn)?\//.test(input instanceof Request ? input.url : String(input));
}

/** The request as `fetch` would send it, host and all, carried to the simulated AWS. */
export async function fetchFromAws(
  endpoint: string, args: Parameters<typeof fetch>, onRequest: (request: http.ClientRequest) => void,
): Promise<Response> {
  const asked = new Request(...args);
  const url = String(args[0] instanceof Request ? args[0].url : args[0]);
  const [, host, target] = /^https:\/\/([^/]+)(\/.*)$/.exec(url)!;
  const body = Buffer.from(await asked.arrayBuffer());
  const headers = { ...Object.fromEntries(asked.headers), host, ...body.length > 0 && { 'content-length': String(body.length) } };
  return new Promise((resolve, reject) => {
    const request = http.request(endpoint, { method: asked.method, path: target, headers, signal: asked.signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(new Response(Buffer.concat(chunks), { status: response.statusCode })));
    });
    // as fetch rejects.
    request.on('error', (error) => reject(asked.signal.aborted ? asked.signal.reason : new TypeError('fetch failed', { cause: error })));
    onRequest(request);
    request.end(body);
  });
}
