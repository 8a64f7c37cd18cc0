/** `use1.cache.amazonaws.com`: how ElastiCache ends the addresses of a Region. What comes before changes with encryption in transit. */
export function regionOf(address: string): string {
  return address.split('.').slice(-4).join('.');
}
