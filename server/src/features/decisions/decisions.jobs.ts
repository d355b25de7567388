import type { EntityManager } from '@mikro-orm/postgresql';
import type { Job, JobContext } from '../../platform/jobs/jobs.ts';
import { townDay } from '../../platform/time.ts';
import { type NotificationKind, notify } from '../notifications/index.ts';
import { staffOf } from '../organisations/index.ts';

/** People told in one transaction: a town's worth must not hold one for minutes. */
const atOnce = 500;
/** Commitments looked at in one run. */
const lateAtOnce = 200;

interface News {
  id: string;
  consultation_id: string;
  decision_id: string;
  kind: NotificationKind;
}

interface Reader {
  id: string;
  member_id: string;
  question: string;
}

/**
 * Every minute: tells everybody who took part, in their language, what was decided, and what was done or dropped of what was
 * promised. Nobody is told twice, also where a run breaks off.
 */
export const tellOfDecisions: Job = {
  name: 'decisions.tell',
  cron: '* * * * *',
  async run({ em, clock }) {
    const news = await em.execute<News[]>(
      `select d.id, d.consultation_id, d.id as decision_id, 'DECISION_PUBLISHED' as kind
         from decision d join consultation c on c.id = d.consultation_id
        where d.state = 'PUBLISHED' and d.told_at is null and c.hidden_at is null
       union all
       select s.id, d.consultation_id, d.id, 'COMMITMENT_' || s.state
         from commitment_step s join commitment p on p.id = s.commitment_id join decision d on d.id = p.decision_id
         join consultation c on c.id = d.consultation_id
        where s.state in ('DONE', 'DROPPED') and s.told_at is null and c.hidden_at is null
        order by id`,
    );
    for (const one of news) await tellAll({ em, clock }, one);
  },
};

/** Every morning: organisers hear once of each commitment whose day is over. Everybody sees on the page that it is late. */
export const tellOfLateCommitments: Job = {
  name: 'decisions.late',
  cron: '10 6 * * *',
  async run({ em, clock }) {
    const now = clock.now();
    await em.transactional(async (tx) => {
      const late = await tx.execute<
        { id: string; words: string; path: string; asked_by: string; owner: string | null }[]
      >(
        `select p.id, p.words, '/consultations/' || c.id || '/decision' as path, c.organisation_id as asked_by,
                p.organisation_id as owner
           from commitment p join decision d on d.id = p.decision_id join consultation c on c.id = d.consultation_id
          where d.state = 'PUBLISHED' and p.state in ('PLANNED', 'UNDER_WAY') and p.late_told_at is null and p.due_on < ?
          order by p.id limit ? for update of p skip locked`,
        [townDay(now).toString(), lateAtOnce],
      );
      for (const { id, words, path, asked_by: askedBy, owner } of late) {
        const staff = new Set([
          ...(await staffOf({ em: tx }, askedBy)),
          ...(owner ? await staffOf({ em: tx }, owner) : []),
        ]);
        for (const memberId of staff)
          await notify(
            { em: tx, clock },
            { memberId, kind: 'COMMITMENT_LATE', params: { title: words }, path, onceKey: `commitment-late:${id}` },
          );
        await tx.execute(`update commitment set late_told_at = ? where id = ?`, [now, id]);
      }
    });
  },
};

async function tellAll({ em, clock }: JobContext, { id, kind, consultation_id: consultationId }: News): Promise<void> {
  const path = `/consultations/${consultationId}/decision`;
  let after: string | null = null;
  do {
    after = await em.transactional(async (tx) => {
      const readers = await readersOf(tx, consultationId, after);
      for (const { member_id: memberId, question } of readers)
        await notify(
          { em: tx, clock },
          { memberId, kind, params: { title: question }, path, onceKey: `${kind}:${id}` },
        );
      return readers.length < atOnce ? null : (readers.at(-1)?.id ?? null);
    });
  } while (after);
  const table = kind === 'DECISION_PUBLISHED' ? 'decision' : 'commitment_step';
  await em.execute(`update ${table} set told_at = ? where id = ?`, [clock.now(), id]);
}

/** Who took part with an account, each with the question in their language where there are words for it. */
const readersOf = (em: EntityManager, consultationId: string, after: string | null): Promise<Reader[]> =>
  em.execute<Reader[]>(
    `select p.id, p.member_id, coalesce(own.words, easy.words, c.question) as question
       from participant p join consultation c on c.id = p.consultation_id join member m on m.id = p.member_id
       left join translation own on own.subject_id = c.id and own.field = 'question' and own.locale = m.locale
        and c.language <> m.locale
       left join translation easy on easy.subject_id = c.id and easy.field = 'question' and easy.locale = 'it'
        and m.locale = 'it-x-facile' and c.language <> 'it'
      where p.consultation_id = ? and p.id > coalesce(?::uuid, '00000000-0000-0000-0000-000000000000') and m.gone_at is null
      order by p.id limit ${atOnce}`,
    [consultationId, after],
  );
