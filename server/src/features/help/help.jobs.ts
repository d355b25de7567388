import type { Job } from '../../platform/jobs/jobs.ts';

/** So long a shared contact is kept after the help was given, in days. */
const contactDays = 30;

/** Offers whose time is over are closed; contacts that nobody needs any more are deleted. */
export const tidyOffers: Job = {
  name: 'help.tidy',
  cron: '20 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.execute(`update help_offer set state = 'EXPIRED', closed_at = ? where state = 'OPEN' and ends_at <= ?`, [
      now,
      now,
    ]);
    await em.execute(
      `delete from contact_share s using help_match m
        where m.id = s.match_id and (m.state not in ('ACCEPTED', 'DONE')
          or m.state = 'DONE' and m.changed_at < ?::timestamptz - make_interval(days => ?))`,
      [now, contactDays],
    );
  },
};

/** Requests whose time is over and that nobody took are closed, with the offers nobody answered. */
export const expireRequests: Job = {
  name: 'help.expire',
  cron: '*/5 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.transactional(async (tx) => {
      const expired = await tx.execute<{ id: string }[]>(
        `update help_request set state = 'EXPIRED', closed_at = ? where state = 'OPEN' and ends_at <= ? and places_taken = 0 returning id`,
        [now, now],
      );
      if (expired.length === 0) return;
      const ids = expired.map((row) => row.id).join(',');
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
