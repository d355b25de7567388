import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import type { HelpCategory } from './help.words.ts';

/** Help that a person agreed to give or to get, at a time. */
export interface AgreedHelp {
  category: HelpCategory;
  startsAt: Date;
}

/** The first agreed help of a member that overlaps a time; "some day this week" binds no hour and never does. */
export async function agreedHelpBetween(
  ctx: RequestContext,
  memberId: string,
  from: Date,
  until: Date,
): Promise<AgreedHelp | null> {
  const [row] = await ctx.em.execute<{ category: HelpCategory; starts_at: string }[]>(
    `select r.category, r.starts_at from help_match m join help_request r on r.id = m.request_id
      where m.state = 'ACCEPTED' and (m.helper_id = ? or r.requester_id = ?) and r.time_choice <> 'THIS_WEEK'
        and r.starts_at < ? and r.ends_at > ? order by r.starts_at limit 1`,
    [memberId, memberId, until, from],
  );
  return row ? { category: row.category, startsAt: new Date(row.starts_at) } : null;
}

/** Agreed help at a time, without the other side: what, when, and in which zone it was asked for. */
export interface AgreedHelpTime extends AgreedHelp {
  id: string;
  requestId: string;
  endsAt: Date;
  zone: string;
  changedAt: Date;
}

/** Help that a member agreed to give or to get and that starts at some time or later; none that binds no hour. At most 500. */
export async function agreedHelpTimes(
  em: EntityManager,
  memberId: string,
  from: Date,
  locale: Locale,
): Promise<AgreedHelpTime[]> {
  const rows = await em.execute<(Record<string, string> & { category: HelpCategory })[]>(
    `select m.id, r.id as "requestId", r.category, r.starts_at as "startsAt", r.ends_at as "endsAt",
        coalesce(z.names->>?, z.name) as zone, m.changed_at as "changedAt"
       from help_match m join help_request r on r.id = m.request_id join zone z on z.id = r.zone_id
      where m.state in ('ACCEPTED', 'DONE') and (m.helper_id = ? or r.requester_id = ?) and r.time_choice <> 'THIS_WEEK'
        and r.starts_at >= ? order by r.starts_at, m.id limit 500`,
    [locale, memberId, memberId, from],
  );
  return rows.map(({ id = '', requestId = '', category, startsAt = '', endsAt = '', zone = '', changedAt = '' }) => ({
    id,
    requestId,
    category,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    zone,
    changedAt: new Date(changedAt),
  }));
}
