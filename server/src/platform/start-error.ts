/**
 * The process cannot start, and the message is one sentence that tells a person what to do.
 * Only the message is printed, never the stack; the process ends with exit code 1.
 */
export class StartError extends Error {
  override name = 'StartError';
}

/** Also for one that the bundle of the server threw, which has a class of its own by that name. */
export const isStartError = (error: unknown): error is StartError =>
  error instanceof Error && error.name === 'StartError';
