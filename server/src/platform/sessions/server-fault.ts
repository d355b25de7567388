import { format } from 'node:util';
import { isAPIError } from 'better-auth/api';

/** Tells the operator what went wrong on our side, on the error output. */
export function reportFault(message: string, ...details: unknown[]): void {
  process.stderr.write(`${format(message, ...details)}\n`);
}

/** Better-auth logs every wrong code, lost state and foreign origin as an error; only what is our fault belongs in the log. */
export function logServerFault(_level: string, message: string, ...details: unknown[]): void {
  if (details.some(isFault) || /discovery|skipped/i.test(message)) reportFault(message, ...details);
}

function isFault(detail: unknown): boolean {
  if (isAPIError(detail)) return detail.statusCode >= 500;
  return detail instanceof Error && !('code' in detail && isExpected(String(detail.code)));
}

/** A sign-in that comes back too late, or the loser of a race for a unique row (SQLSTATE 23505), who asks again. */
const isExpected = (code: string) => code.startsWith('state_') || code === '23505';
