import type { Job } from '../../platform/jobs/jobs.ts';
import { minimumCell } from './methods/suppression/releases.ts';

/**
 * Every hour: how many support each proposal that can be supported. A count that has changed by fewer than five people since it was
 * released last is not released anew: it would tell of them.
 */
export const releaseProposalSupports: Job = {
  name: 'consultations.releaseProposalSupports',
  cron: '0 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.execute(
      `update proposal p set supports_released = n.count
         from (select o.id, count(s.participant_id)::int as count
                 from proposal o join consultation_phase f on f.id = o.phase_id
                 left join proposal_support s on s.proposal_id = o.id
                where o.state = 'PUBLISHED' and f.opens_at <= ? and f.closes_at > ? group by o.id) n
        where n.id = p.id and abs(n.count - p.supports_released) >= ?`,
      [now, now, minimumCell],
    );
  },
};

/** The same every five minutes for questions to assemblies, where people sit together and wait for it. */
export const releaseQuestionSupports: Job = {
  name: 'consultations.releaseQuestionSupports',
  cron: '*/5 * * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.execute(
      `update assembly_question q set supports_released = n.count
         from (select o.id, count(s.participant_id)::int as count
                 from assembly_question o join assembly a on a.id = o.assembly_id
                 join consultation_phase f on f.id = a.phase_id
                 left join question_support s on s.question_id = o.id
                where a.signed_at is null and f.opens_at <= ? and f.closes_at > ? group by o.id) n
        where n.id = q.id and abs(n.count - q.supports_released) >= ?`,
      [now, now, minimumCell],
    );
  },
};
