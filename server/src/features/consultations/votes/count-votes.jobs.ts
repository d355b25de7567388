import type { Job, JobContext } from '../../../platform/jobs/jobs.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { noPaperWaits, signedUntil } from '../paper/signing-time.ts';
import { BallotOption } from './ballot-option.entity.ts';
import type { Choices } from './choices.ts';
import { countedBy, countVote, seedOf } from './counting.ts';

/** Every second minute: votes that have ended; those with papers that nobody has signed yet, once the time for that is over. */
export const countVotes: Job = {
  name: 'consultations.countVotes',
  cron: '*/2 * * * *',
  async run(context) {
    const ended = await context.em.fork().execute<{ id: string }[]>(
      `select p.id from consultation_phase p join consultation c on c.id = p.consultation_id
        where p.method = 'VOTE' and p.closes_at <= ? and c.state = 'PUBLISHED'
          and not exists (select 1 from vote_result r where r.phase_id = p.id)
          and ${noPaperWaits}
        order by p.closes_at limit 50`,
      [context.clock.now(), signedUntil(context.clock.now())],
    );
    for (const { id } of ended) await countBallots(context, id);
  },
};

/**
 * Empties the box of a vote and counts, in one transaction and once, however many processes try. Ballots are written anew in
 * the order of their receipts, which are random: neither their place nor their transaction says any more when they came.
 */
async function countBallots({ em, clock }: JobContext, phaseId: string): Promise<void> {
  await em.fork().transactional(async (own) => {
    // Ballots on their way hold the phase: the lock waits for them, and who comes later finds the box sealed.
    await own.execute(`select 1 from consultation_phase where id = ? for update`, [phaseId]);
    const [counted] = await own.execute<unknown[]>(`select 1 from vote_result where phase_id = ?`, [phaseId]);
    if (counted) return;
    await own.execute(
      `insert into counted_ballot (phase_id, receipt, choices)
         select phase_id, receipt, choices from ballot where phase_id = ? order by receipt`,
      [phaseId],
    );
    await own.execute(`delete from ballot where phase_id = ?`, [phaseId]);
    const ballots = await own.execute<{ receipt: string; choices: Choices }[]>(
      `select receipt, choices from counted_ballot where phase_id = ? order by receipt`,
      [phaseId],
    );
    const phase = await own.findOneOrFail(ConsultationPhase, phaseId, { populate: ['consultation'] });
    const options = await own.find(BallotOption, { phase: phaseId }, { orderBy: { position: 'asc' } });
    const seed = seedOf(ballots.map(({ receipt }) => receipt));
    const rule = countedBy(phase.consultation.$, options);
    const choices = ballots.map((ballot) => ballot.choices);
    const result = ballots.length < minimumCell ? null : JSON.stringify(countVote(rule, choices, seed));
    await own.execute(
      `insert into vote_result (phase_id, counted_at, ballots, blank, seed, result)
         select ?, ?, ?, coalesce(sum(blank), 0), ?, ?::jsonb from paper_batch where phase_id = ? and signed_at is not null`,
      [phaseId, clock.now(), ballots.length, seed, result, phaseId],
    );
  });
}
