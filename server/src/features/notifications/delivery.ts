import type { EntityManager } from '@mikro-orm/postgresql';
import { type Config, originOf } from '../../platform/config.ts';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import type { NoticeParams } from '../../platform/link-action.ts';
import type { Locale } from '../../platform/locales.ts';
import type { Outbox } from '../../platform/mail/outbox.ts';
import type { Accounts } from '../../platform/sessions/accounts.ts';
import type { TargetLimit } from '../../platform/sessions/target-limit.ts';
import { makeLink } from './action-link.ts';
import { channelFor, type Contact, dueAfter, leaseMs, routesOf } from './delivery-plan.ts';
import {
  type Channel,
  type LinkKind,
  type NotificationKind,
  openPageKinds,
  type ReachKind,
  unmissableKinds,
} from './notification.words.ts';
import { mailOf, smsOf } from './texts.ts';

export interface DeliveryParts {
  accounts: Pick<Accounts, 'contactsOf' | 'takeTurn'>;
  outbox: Pick<Outbox, 'sendMail' | 'sendSms'>;
  config: Pick<Config, 'publicUrl' | 'port'>;
}

/** Messages to one person in a day; what is beyond stays on the page of notices. */
const dailyLimit: TargetLimit = { name: 'notification', max: 40, seconds: 86_400 };
/** Sent side by side, so that all of them are done long before the lease ends. */
const batch = 10;

interface Claimed {
  id: string;
  member_id: string | null;
  guest_id: string | null;
  guest_mail: string | null;
  guest_phone: string | null;
  without: ReachKind[] | null;
  kind: NotificationKind;
  params: NoticeParams;
  path: string;
  channel: Channel | null;
  attempts: number;
  link_kind: LinkKind | null;
  link_subject_id: string | null;
  link_expires_at: Date | null;
  locale: Locale;
  display_name: string;
}

/**
 * Sends what is due and returns how many notifications it settled. Any number of processes may do this at once.
 *
 * A process takes a notification by writing SENDING and a lease into its row (`for update skip locked`: nobody else takes
 * it meanwhile), sends, and writes SENT. If it dies before sending, the lease ends and another process sends. If it dies
 * after the mail server took the message and before SENT is written, nobody can know: the other process sends again, with
 * the same message id, which mailboxes and the local outbox know as the same message. So the worst case is one message
 * twice, never none: a person who waits in vain for a helper is worse off than one who reads a mail twice.
 */
export async function deliverDue({ em, clock }: JobContext, parts: DeliveryParts): Promise<number> {
  let settled = 0;
  for (;;) {
    const leaseUntil = new Date(clock.now().getTime() + leaseMs);
    const claimed = await claim(em, clock.now(), leaseUntil);
    if (claimed.length === 0) return settled;
    const contacts = await parts.accounts.contactsOf(claimed.flatMap((one) => one.member_id ?? []));
    const outcomes = await Promise.all(
      claimed.map(async (one) => {
        const outcome = await deliver({ em, clock }, parts, one, contactOf(one, contacts));
        await settle(em, one.id, leaseUntil, outcome, clock.now());
        return outcome;
      }),
    );
    settled += outcomes.filter(({ state }) => state !== 'PENDING').length;
  }
}

type Outcome =
  | { state: 'SENT'; channel: Channel; attempts: number }
  | { state: 'PENDING'; channel: Channel; attempts: number; dueAt: Date }
  | { state: 'FAILED' };

/** A member's contacts are with the account; a guest has just the one that was given. */
const contactOf = (one: Claimed, contacts: Map<string, Contact>): Contact | undefined =>
  one.member_id ? contacts.get(one.member_id) : { mail: one.guest_mail, sms: one.guest_phone, phone: one.guest_phone };

async function claim(em: EntityManager, now: Date, leaseUntil: Date): Promise<Claimed[]> {
  return em.execute<Claimed[]>(
    `with due as (
       select id from notification
        where (state = 'PENDING' and due_at <= ?) or (state = 'SENDING' and lease_until <= ?)
        order by id limit ${batch} for update skip locked)
     update notification n set state = 'SENDING', lease_until = ?, attempts = n.attempts + 1
       from due left join notification own on own.id = due.id
         left join member m on m.id = own.member_id left join guest g on g.id = own.guest_id
         left join notice_choice c on c.member_id = own.member_id
      where n.id = due.id
     returning n.id, n.member_id, n.guest_id, n.kind, n.params, n.path, n.channel, n.attempts, n.link_kind, n.link_subject_id, n.link_expires_at,
       coalesce(m.locale, g.locale) as locale, coalesce(m.display_name, g.name) as display_name, g.mail as guest_mail, g.phone as guest_phone,
       to_json(c.without) as without`,
    [now, now, leaseUntil],
  );
}

async function deliver(
  { em, clock }: JobContext,
  { accounts, outbox, config }: DeliveryParts,
  one: Claimed,
  contact: Contact | undefined,
): Promise<Outcome> {
  const { channels, call } = routesOf(contact, unmissableKinds.includes(one.kind) ? [] : (one.without ?? []));
  const route = channelFor(channels, one.channel, one.attempts);
  if (!route) return call ? { state: 'FAILED' } : { state: 'SENT', channel: 'PAGE', attempts: one.attempts };
  const { channel, attempt } = route;
  if (attempt === 1 && !(await accounts.takeTurn(dailyLimit, one.member_id ?? one.guest_id ?? '')))
    return { state: 'SENT', channel: 'PAGE', attempts: attempt };
  try {
    const home = originOf(config);
    const message = {
      kind: one.kind,
      params: one.params,
      url: `${home}${one.path}`,
      shortUrl: opensForAll(one.path) ? null : `${home}/notices`,
      link: await linkFor({ em, clock }, one, home),
    };
    if (channel === 'MAIL' && contact?.mail)
      await outbox.sendMail({ id: one.id, to: contact.mail, ...mailOf(one.locale, one.display_name, message) });
    if (channel === 'SMS' && contact?.sms)
      await outbox.sendSms({ id: one.id, to: contact.sms, text: smsOf(one.locale, message) });
    return { state: 'SENT', channel, attempts: attempt };
  } catch (error) {
    // Neither the address nor the text belongs in a log.
    console.error(`A ${channel} could not be sent, attempt ${attempt}:`, error instanceof Error ? error.name : 'error');
    return { state: 'PENDING', channel, attempts: attempt, dueAt: dueAfter(attempt, clock.now()) };
  }
}

/** The page of a registration: it needs no signing in, which guests could not do to read it elsewhere. */
const opensForAll = (path: string): boolean => path.startsWith('/r/');

/** Each message carries a token of its own; using one of them uses up all of the same notification. */
async function linkFor(job: JobContext, one: Claimed, home: string) {
  const { link_kind: kind, link_subject_id: subjectId, link_expires_at: expires } = one;
  if (!kind || !subjectId || !expires) return null;
  if (openPageKinds.includes(kind)) return { kind, url: `${home}${one.path}` };
  if (!one.member_id) return null;
  const token = await makeLink(job, {
    notificationId: one.id,
    memberId: one.member_id,
    kind,
    subjectId,
    locale: one.locale,
    expiresAt: new Date(expires),
  });
  return { kind, url: `${home}/go/${token}` };
}

/** Writes the outcome, unless the lease went to somebody else meanwhile. */
async function settle(em: EntityManager, id: string, leaseUntil: Date, outcome: Outcome, now: Date): Promise<void> {
  const { state } = outcome;
  await em.execute(
    `update notification set state = ?, lease_until = null, channel = ?, attempts = ?, due_at = ?, settled_at = ?
      where id = ? and state = 'SENDING' and lease_until = ?`,
    [
      state,
      state === 'FAILED' ? null : outcome.channel,
      state === 'FAILED' ? 0 : outcome.attempts,
      state === 'PENDING' ? outcome.dueAt : now,
      state === 'PENDING' ? null : now,
      id,
      leaseUntil,
    ],
  );
}
