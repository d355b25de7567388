import { type Channel, type ReachKind, reachKinds } from './notification.words.ts';

/** How often one channel is tried before the next. */
const maxAttempts = 3;
const pausesInMinutes = [1, 5];

/** How long a process may hold notifications; far longer than mail or SMS take, which give up after half a minute. */
export const leaseMs = 2 * 60_000;

/** Where somebody is reached: a confirmed address, a confirmed number, any number to call. */
export interface Contact {
  mail: string | null;
  sms: string | null;
  phone: string | null;
}

/** The ways to reach a person that there are, best first. */
export const reachableBy = (contact: Contact | undefined): ReachKind[] =>
  reachKinds.filter((kind) => contact?.[fieldOf[kind]]);

const fieldOf = { MAIL: 'mail', SMS: 'sms', CALL: 'phone' } as const satisfies Record<ReachKind, keyof Contact>;

/**
 * Channels for a person who wants to be told without some of them, best first, and whether somebody calls when they fail.
 * Where nothing else is left, what there is counts: a person who changes address or number still learns what matters. Whom
 * nothing reaches at all is told at the desk.
 */
export function routesOf(
  contact: Contact | undefined,
  without: readonly ReachKind[],
): { channels: Channel[]; call: boolean } {
  const all = reachableBy(contact);
  const wanted = all.filter((kind) => !without.includes(kind));
  const used = wanted.length > 0 ? wanted : all;
  const canCall = Boolean(contact?.phone);
  return {
    channels: used.filter((kind) => kind !== 'CALL'),
    call: canCall ? used.includes('CALL') : used.length === 0 || !without.includes('CALL'),
  };
}

/**
 * The channel to try now, for the `attempt`-th time (from 1) on the last one; null when none is left. A channel that was
 * tried often enough, or that is no longer there, gives way to the next.
 */
export function channelFor(
  channels: readonly Channel[],
  last: Channel | null,
  attempt: number,
): { channel: Channel; attempt: number } | null {
  if (last && attempt <= maxAttempts && channels.includes(last)) return { channel: last, attempt };
  const order: Channel[] = ['MAIL', 'SMS'];
  const next = channels.find((channel) => order.indexOf(channel) > (last ? order.indexOf(last) : -1));
  return next ? { channel: next, attempt: 1 } : null;
}

/** When to try again after the `attempt`-th failure on a channel; at once where the next channel is due. */
export function dueAfter(attempt: number, now: Date): Date {
  const pause = attempt < maxAttempts ? (pausesInMinutes[attempt - 1] ?? 0) : 0;
  return new Date(now.getTime() + pause * 60_000);
}
