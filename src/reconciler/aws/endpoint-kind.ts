/** Which of its endpoints a service is asked at. */
export interface EndpointKind {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
}

/**
 * What the variables say that every SDK of AWS knows. The bundle holds none of the code that would read them, since that looks into files, too.
 *
 * | value                  | means                       |
 * |------------------------|-----------------------------|
 * | absent, empty, `false` | no                          |
 * | `true`                 | yes                         |
 * | anything else          | an error, as in the SDK     |
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
 */
export function endpointKind(environment: Record<string, string | undefined>): EndpointKind {
  const says = (variable: string) => {
    const value = environment[variable] || 'false';
    if (value !== 'true' && value !== 'false') throw new Error(`environment variable ${variable} must be true or false, got: ${value}`);
    return value === 'true';
  };
  return { useFipsEndpoint: says('AWS_USE_FIPS_ENDPOINT'), useDualstackEndpoint: says('AWS_USE_DUALSTACK_ENDPOINT') };
}
