import { nameRefusedBatch } from './invalid-change-batch';

interface Failure extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Middleware of the SDK's clients: an error says in one line which call failed and how. By itself it may say no more than "Unknown". */
export function legible<Args, Result>(next: (args: Args) => Promise<Result>, { commandName = 'a call' }: { readonly commandName?: string }) {
  return async (args: Args): Promise<Result> => {
    try {
      return await next(args);
    } catch (error) {
      nameRefusedBatch(error as Failure);
      const { message, $metadata: { httpStatusCode } = {} } = error as Failure;
      const status = httpStatusCode === undefined ? '' : ` with HTTP ${httpStatusCode}`;
      (error as Failure).message = `${commandName.replace(/Command$/, '')} failed${status}: ${message.split('\n')[0]}`;
      throw error;
    }
  };
}
