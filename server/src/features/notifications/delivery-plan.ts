import type { Channel } from './notification.words.ts';

/** How often one channel is tried before the next. */
const maxAttempts = 3;
const pausesInMinutes = [1, 5];

/** How long a process may hold notifications; far longer than mail or SMS take, which give up after half a minute. */
export const leaseMs = 2 * 60_000;

/** Channels that reach a person, best first: a confirmed address, else a confirmed number. */
export const routesOf = (contact: { mail: string | null; sms: string | null } | undefined): Channel[] => [
  ...(contact?.mail ? (['MAIL'] as const) : []),
  ...(contact?.sms ? (['SMS'] as const) : []),
];

/**
 * The channel to try now, for the `attempt`-th time (from 1) on the last one; null when none is left. A channel that was
 * tried often enough, or that is no longer there, gives way to the next.
 */
export function channelFor(
  routes: readonly Channel[],
  last: Channel | null,
  attempt: number,
): { channel: Channel; attempt: number } | null {
  if (last && attempt <= maxAttempts && routes.includes(last)) return { channel: last, attempt };
  const order: Channel[] = ['MAIL', 'SMS'];
  const next = routes.find((route) => order.indexOf(route) > (last ? order.indexOf(last) : -1));
  return next ? { channel: next, attempt: 1 } : null;
}

/** When to try again after the `attempt`-th failure on a channel; at once where the next channel is due. */
export function dueAfter(attempt: number, now: Date): Date {
  const pause = attempt < maxAttempts ? (pausesInMinutes[attempt - 1] ?? 0) : 0;
  return new Date(now.getTime() + pause * 60_000);
}
