import { type Notice, notify } from '../../server/src/features/notifications/index.ts';
import type { Person, Town } from './town.ts';

/** Tells somebody something, as a feature would. */
export async function tell(town: Town, person: Pick<Person, 'id'>, notice: Partial<Notice> = {}): Promise<void> {
  await notify(
    { em: town.app.orm.em.fork(), clock: { now: () => town.now } },
    { memberId: person.id, kind: 'HELP_OFFERED', path: '/help/mine', ...notice },
  );
}

/** What lies in the local outbox for somebody, oldest first. */
export async function outboxOf(
  town: Town,
  person: Person,
): Promise<{ channel: string; subject: string; text: string }[]> {
  const { rows } = await town.pool.query<{ channel: string; subject: string; text: string }>(
    `select o.channel, o.subject, o.text from outbox_message o
       join auth_user u on o.recipient in (u.email, u.phone_number) where u.id = $1 order by o.id`,
    [person.id],
  );
  return rows;
}

interface Told {
  notifications: { nodes: { id: string; kind: string; title: string; text: string; path: string; unread: boolean }[] };
}

/** What stands on somebody's page of notices, newest first. */
export async function noticesOf(person: Person): Promise<Told['notifications']['nodes']> {
  const { data } = await person.query<Told>('{ notifications { nodes { id kind title text path unread } } }');
  return data.notifications.nodes;
}
