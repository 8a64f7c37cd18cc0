/** Nothing was asked. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';

  constructor() {
    super('no time is left for it: the function would be stopped before the answer');
  }
}

/**
 * Middleware of the SDK's clients: no call begins that the function might not live to hear the answer of. Lambda stops a function without a word; one that
 * stops asking can still say why.
 */
export function inTime<Args, Result>(isInTime: () => boolean) {
  return (next: (args: Args) => Promise<Result>) => async (args: Args): Promise<Result> => {
    if (!isInTime()) throw new OutOfTime();
    return next(args);
  };
}
