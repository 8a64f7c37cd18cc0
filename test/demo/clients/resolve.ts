import { LookupFunction } from 'node:net';

/** The caching resolver as clients see it: the address of a name, or a rejection with the code that getaddrinfo would give. */
export type Resolve = (name: string) => Promise<string>;

/** For `net.connect`, so that a connection to a name goes through the resolver. Tells the address it gave. */
export function lookupThrough(resolve: Resolve, resolved: (ip: string) => void = () => undefined): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then((ip) => {
      resolved(ip);
      if (options.all) callback(null, [{ address: ip, family: 4 }]);
      else callback(null, ip, 4);
    }, (error: NodeJS.ErrnoException) => callback(error, ''));
  };
}
