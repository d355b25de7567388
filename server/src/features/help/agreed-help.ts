import type { RequestContext } from '../../platform/graphql/context.ts';
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
