import type { Job } from '../../platform/jobs/jobs.ts';
import { minimumCell } from './methods/suppression/releases.ts';
import { countedParticipants } from './participation/numbers.ts';

/** Where released counts stand. `counts` gives id and count of what is open; its two parameters are both the present instant. */
interface Released {
  table: string;
  column: string;
  counts: string;
}

/**
 * Releases counts of people. One that has changed by fewer than five people since it was released last is not released anew: it
 * would tell of them.
 */
const releaseCounts = (name: string, cron: string, { table, column, counts }: Released): Job => ({
  name,
  cron,
  async run({ em, clock }) {
    const now = clock.now();
    await em.execute(
      `update ${table} t set ${column} = n.count from (${counts}) n where n.id = t.id and abs(n.count - t.${column}) >= ?`,
      [now, now, minimumCell],
    );
  },
});

const openConsultations = `select c.id from consultation c where c.state = 'PUBLISHED'
  and exists (select 1 from consultation_phase f where f.consultation_id = c.id and f.opens_at <= ?)
  and exists (select 1 from consultation_phase f where f.consultation_id = c.id and f.closes_at > ?)`;

/** Every hour: how many take part in each consultation that is open. */
export const releaseParticipants = releaseCounts('consultations.releaseParticipants', '0 * * * *', {
  table: 'consultation',
  column: 'participants_released',
  counts: countedParticipants(`p.consultation_id in (${openConsultations})`),
});

/** The same of each sheet of codes: how many were used. */
export const releaseUsedCodes = releaseCounts('consultations.releaseUsedCodes', '0 * * * *', {
  table: 'code_sheet',
  column: 'used_released',
  counts: `select k.sheet_id as id, count(k.used_at)::int as count from participation_code k
            where k.consultation_id in (${openConsultations}) group by 1`,
});

/** Every hour: how many support each proposal that can be supported. */
export const releaseProposalSupports = releaseCounts('consultations.releaseProposalSupports', '0 * * * *', {
  table: 'proposal',
  column: 'supports_released',
  counts: `select o.id, count(s.participant_id)::int as count
             from proposal o join consultation_phase f on f.id = o.phase_id left join proposal_support s on s.proposal_id = o.id
            where o.state = 'PUBLISHED' and f.opens_at <= ? and f.closes_at > ? group by o.id`,
});

/** The same every five minutes for questions to assemblies, where people sit together and wait for it. */
export const releaseQuestionSupports = releaseCounts('consultations.releaseQuestionSupports', '*/5 * * * *', {
  table: 'assembly_question',
  column: 'supports_released',
  counts: `select o.id, count(s.participant_id)::int as count
             from assembly_question o join assembly a on a.id = o.assembly_id join consultation_phase f on f.id = a.phase_id
             left join question_support s on s.question_id = o.id
            where a.signed_at is null and f.opens_at <= ? and f.closes_at > ? group by o.id`,
});
