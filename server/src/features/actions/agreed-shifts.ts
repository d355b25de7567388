import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../platform/locales.ts';

/** A shift that a person signed up for; where they meet is left out, since reading that is kept. */
export interface AgreedShift {
  id: string;
  actionId: string;
  startsAt: Date;
  endsAt: Date;
  task: string;
  action: string;
  zone: string;
  cancelled: boolean;
  changedAt: Date;
}

/** Shifts of a member that start at some time or later, at most 500. */
export async function agreedShifts(
  em: EntityManager,
  memberId: string,
  from: Date,
  locale: Locale,
): Promise<AgreedShift[]> {
  const rows = await em.execute<(Omit<AgreedShift, 'startsAt' | 'endsAt' | 'changedAt'> & Record<string, string>)[]>(
    `select s.id, a.id as "actionId", s.starts_at as "startsAt", s.ends_at as "endsAt", t.title as task, a.title as action,
        coalesce(z.names->>?, z.name) as zone, a.state = 'CANCELLED' as cancelled,
        greatest(u.created_at, a.closed_at) as "changedAt"
       from shift_sign_up u join action_shift s on s.id = u.shift_id join action_task t on t.id = s.task_id
       join solidarity_action a on a.id = s.action_id join zone z on z.id = a.zone_id
      where u.member_id = ? and s.starts_at >= ? and a.state in ('OPEN', 'DONE', 'CANCELLED') and a.hidden_at is null
      order by s.starts_at, s.id limit 500`,
    [locale, memberId, from],
  );
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row['startsAt'] ?? ''),
    endsAt: new Date(row['endsAt'] ?? ''),
    changedAt: new Date(row['changedAt'] ?? ''),
  }));
}
