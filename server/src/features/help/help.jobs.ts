import type { Job, JobContext } from '../../platform/jobs/jobs.ts';
import { HelpMatch } from './help-match.entity.ts';
import { remindBoth } from './help.notices.ts';

/** So long after its time agreed help can still be said to be done, and contacts are kept, in days. */
const restDays = 14;

/** Offers whose time is over are closed; agreed help of long ago counts as given; contacts that nobody needs are deleted. */
export const tidyOffers: Job = {
  name: 'help.tidy',
  cron: '20 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.execute(`update help_offer set state = 'EXPIRED', closed_at = ? where state = 'OPEN' and ends_at <= ?`, [
      now,
      now,
    ]);
    const rest = new Date(now.getTime() - restDays * 86_400_000);
    await em.execute(
      `with given as (
         update help_request set state = 'DONE', closed_at = ? where state = 'MATCHED' and ends_at < ? returning id)
       update help_match set state = 'DONE', changed_at = ?
        where state = 'ACCEPTED' and request_id in (select id from given)`,
      [now, rest, now],
    );
    await em.execute(
      `delete from contact_share s using help_match m, help_request r
        where m.id = s.match_id and r.id = m.request_id and (m.state not in ('ACCEPTED', 'DONE')
          or least(r.ends_at, case when m.state = 'DONE' then m.changed_at end) < ?)`,
      [rest],
    );
  },
};

/** People are reminded so long before, in hours. */
const reminderHours = 24;
/** Nobody needs to be reminded of what was agreed only just now: so long it rests, in hours. */
const restHours = 2;

/**
 * Reminds both sides of agreed help that is near. Once per match and time, in however many processes; the helper's message carries "I can't come".
 */
export const remindOfHelp: Job = {
  name: 'help.remind',
  cron: '*/10 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    const due = await em.find(
      HelpMatch,
      { id: { $in: await matchesSoon(em, now) }, state: 'ACCEPTED' },
      { populate: ['request.zone', 'request.requester', 'helper'], limit: 500 },
    );
    for (const match of due) await remindBoth({ em, clock }, match);
  },
};

/**
 * Agreed help is near from a day before its day (of the last day, where it was for some day of the week) and two hours after
 * it was agreed, until it begins; until its end where no part of the day was chosen.
 */
async function matchesSoon(em: JobContext['em'], now: Date): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select m.id from help_match m join help_request r on r.id = m.request_id,
        lateral (select case when r.time_choice = 'THIS_WEEK' then r.ends_at else r.starts_at end as day,
          case when r.time_choice = 'THIS_WEEK' or r.part_of_day = 'ANY' then r.ends_at else r.starts_at end as until) as near
      where m.state = 'ACCEPTED' and near.until > ?::timestamptz
        and near.day - make_interval(hours => ?) <= ?::timestamptz
        and m.changed_at + make_interval(hours => ?) <= ?::timestamptz
        and not exists (select 1 from notification n where n.once_key = 'help:' || m.id || ':' || floor(extract(epoch from r.starts_at))::bigint)
      order by r.starts_at limit 500`,
    [now, reminderHours, now, restHours, now],
  );
  return rows.map((row) => row.id);
}

/**
 * Requests whose time is over are closed, with the offers nobody answered: expired where nobody was found; where somebody
 * was, they are for those who agreed.
 */
export const expireRequests: Job = {
  name: 'help.expire',
  cron: '*/5 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.transactional(async (tx) => {
      const over = await tx.execute<{ id: string }[]>(
        `select id from help_request r where ends_at <= ? and (state = 'OPEN' or state = 'MATCHED'
            and exists (select 1 from help_match m where m.request_id = r.id and m.state = 'PROPOSED'))
          order by id for update`,
        [now],
      );
      if (over.length === 0) return;
      const ids = over.map((row) => row.id).join(',');
      await tx.execute(
        `update help_request set state = case when places_taken = 0 then 'EXPIRED' else 'MATCHED' end,
           closed_at = case when places_taken = 0 then ?::timestamptz end
          where state = 'OPEN' and id = any(string_to_array(?, ',')::uuid[])`,
        [now, ids],
      );
      await tx.execute(
        `with closed as (
           update help_match set state = 'EXPIRED', changed_at = ?
            where state = 'PROPOSED' and request_id = any(string_to_array(?, ',')::uuid[]) returning id)
         update thread set closed_at = ? where match_id in (select id from closed)`,
        [now, ids, now],
      );
    });
  },
};
