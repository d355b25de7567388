/**
 * The process cannot start, and the message is one sentence that tells a person what to do.
 * Only the message is printed, never the stack; the process ends with exit code 1.
 */
export class StartError extends Error {
  override name = 'StartError';
}
