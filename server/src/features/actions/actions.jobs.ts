import type { Job } from '../../platform/jobs/jobs.ts';
import { zoneInNotice } from '../neighbourhoods/index.ts';
import { notify } from '../notifications/index.ts';
import { dayToAnnounce } from '../../platform/time.ts';

interface Coming {
  shift_id: string;
  action_id: string;
  member_id: string;
  starts_at: Date;
  title: string;
  zone: string;
  zone_names: Partial<Record<string, string>>;
}

/** From five in the afternoon: who has a place in a shift of tomorrow is reminded once, with a link to give it back. */
export const remindOfShifts: Job = {
  name: 'actions.remind',
  cron: '*/10 * * * *',
  async run({ em, clock }) {
    const day = dayToAnnounce(clock.now());
    if (!day) return;
    await em.transactional(async (tx) => {
      const coming = await tx.execute<Coming[]>(
        `select s.id as shift_id, s.action_id, u.member_id, s.starts_at, a.title, z.name as zone, z.names as zone_names
           from action_shift s join solidarity_action a on a.id = s.action_id join zone z on z.id = a.zone_id
           join shift_sign_up u on u.shift_id = s.id
          where a.state = 'OPEN' and a.hidden_at is null and s.starts_at >= ? and s.starts_at < ? and u.created_at < ?
          order by u.id`,
        [day.from, day.until, day.since],
      );
      for (const one of coming) {
        const { shift_id: shiftId, action_id: actionId, member_id: memberId, title } = one;
        const at = new Date(one.starts_at);
        await notify(
          { em: tx, clock },
          {
            memberId,
            kind: 'SHIFT_REMINDER',
            params: { title, ...zoneInNotice({ name: one.zone, names: one.zone_names }), at },
            path: `/actions/${actionId}`,
            linkAction: { kind: 'SHIFT_CANNOT_COME', subjectId: shiftId, expiresAt: at },
            onceKey: `shift:${shiftId}:${at.toISOString()}`,
          },
        );
      }
    });
  },
};
