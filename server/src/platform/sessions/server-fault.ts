import { format } from 'node:util';
import { isAPIError } from 'better-auth/api';

/** Tells the operator what went wrong on our side, on the error output. */
export function reportFault(message: string, ...details: unknown[]): void {
  process.stderr.write(`${format(message, ...details)}\n`);
}

/** Better-auth logs every wrong code and foreign origin as an error; only what is our fault belongs in the log. */
export function logServerFault(_level: string, message: string, ...details: unknown[]): void {
  const expected = details.some((detail) => isAPIError(detail) && detail.statusCode < 500);
  if (!expected && !/origin|account_not_linked|parse state/i.test(message)) reportFault(message, ...details);
}
