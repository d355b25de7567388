import type { Job, JobContext } from '../../../platform/jobs/jobs.ts';
import { notify } from '../../notifications/index.ts';
import { staffOf } from '../../organisations/index.ts';

/** How long before a vote opens its organisers hear that nothing can be chosen yet, in milliseconds. */
const ahead = 3 * 86_400_000;

interface EmptyVote {
  id: string;
  consultation: string;
  organisation: string;
  question: string;
  due: boolean;
}

/**
 * Every quarter of an hour: organisers hear of votes whose options nobody has taken from the proposals, once in the days before
 * and once when the vote would open. It takes no ballots until somebody does.
 */
export const remindOfOptions: Job = {
  name: 'consultations.remindOfOptions',
  cron: '*/15 * * * *',
  async run(context) {
    const now = context.clock.now();
    const empty = await context.em.execute<EmptyVote[]>(
      `select p.id, c.id as consultation, c.organisation_id as organisation, c.question, p.opens_at <= ? as due
         from consultation_phase p join consultation c on c.id = p.consultation_id
        where p.method = 'VOTE' and c.rule_method = 'EQUAL_SHARES' and c.state = 'PUBLISHED' and c.hidden_at is null
          and c.opens_at <= ? and p.opens_at <= ? and p.closes_at > ?
          and not exists (select 1 from ballot_option o where o.phase_id = p.id)
        order by p.id`,
      [now, now, new Date(now.getTime() + ahead), now],
    );
    for (const vote of empty) await tellOrganisers(context, vote);
  },
};

async function tellOrganisers({ em, clock }: JobContext, vote: EmptyVote): Promise<void> {
  await em.transactional(async (tx) => {
    for (const memberId of await staffOf({ em: tx }, vote.organisation))
      await notify(
        { em: tx, clock },
        {
          memberId,
          kind: vote.due ? 'VOTE_CANNOT_OPEN' : 'VOTE_WITHOUT_OPTIONS',
          params: { title: vote.question },
          path: `/consultations/${vote.consultation}/options/${vote.id}`,
          onceKey: `vote-options:${vote.id}:${vote.due ? 'due' : 'soon'}`,
        },
      );
  });
}
