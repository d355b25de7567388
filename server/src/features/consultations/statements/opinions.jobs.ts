import type { Job, JobContext } from '../../../platform/jobs/jobs.ts';
import { most } from '../consultations.words.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { Conversation } from '../methods/opinion-groups/opinion-groups.ts';
import type { PublishedOpinions } from '../methods/opinion-groups/publishable.ts';
import type { ReleasedOpinions } from '../methods/opinion-groups/released-opinions.ts';
import { weighOpinions } from './weigh-opinions.ts';

/** A minute after the end, so that answers on their way are in. */
const settledAfter = 60_000;

const sign = { AGREE: 1, DISAGREE: -1, PASS: 0 } as const;

/** Every second minute: what to ask next in open steps, and the result of those that have ended. */
export const weighStatements: Job = {
  name: 'consultations.weigh',
  cron: '*/2 * * * *',
  async run(context) {
    const now = context.clock.now();
    await forgetWhomHelpersHelped(context);
    for (const { id } of await context.em
      .fork()
      .find(ConsultationPhase, { ...published, opensAt: { $lte: now }, closesAt: { $gt: now } }, { fields: ['id'] }))
      await weighOpenPhase(context, id);
    const settled = new Date(now.getTime() - settledAfter);
    const ended = await context.em.execute<{ id: string }[]>(
      `select p.id from consultation_phase p join consultation c on c.id = p.consultation_id
        where p.method = 'STATEMENTS' and p.closes_at <= ? and c.state = 'PUBLISHED'
          and not exists (select 1 from opinion_release r where r.phase_id = p.id) order by p.closes_at limit 50`,
      [settled],
    );
    for (const { id } of ended) await releaseOpinions(context, id);
  },
};

const published = { method: 'STATEMENTS', consultation: { state: 'PUBLISHED' } } as const;

/** Says how much there is to learn from each statement. */
async function weighOpenPhase({ em }: JobContext, phaseId: string): Promise<void> {
  const { ids, conversation } = await readConversation(em.fork(), phaseId);
  if (conversation.log.vote.length === 0) return;
  const { priorities } = await weighOpinions(conversation);
  await em.fork().execute(
    `update statement s set priority = w.priority
         from unnest(string_to_array(?, ',')::uuid[], string_to_array(?, ',')::float8[]) as w(id, priority)
        where s.id = w.id and s.priority is distinct from w.priority`,
    [ids.join(','), [...priorities].join(',')],
  );
}

/** Keeps the result of a step that has ended; once, however many processes try. */
export async function releaseOpinions({ em, clock }: JobContext, phaseId: string): Promise<void> {
  const { ids, conversation } = await readConversation(em.fork(), phaseId);
  const { published: opinions } = await weighOpinions(conversation);
  await em
    .fork()
    .execute(
      `insert into opinion_release (phase_id, released_at, opinions) values (?, ?, ?::jsonb) on conflict do nothing`,
      [phaseId, clock.now(), JSON.stringify(released(opinions, ids, conversation.statements))],
    );
}

function released(
  { reason, people, placed, groups, statements, consensus }: PublishedOpinions,
  ids: readonly string[],
  kinds: Conversation['statements'],
): ReleasedOpinions {
  const idOf = (statement: number) => ids[statement] ?? '';
  return {
    ...{ reason, people, placed },
    groups: groups.map(({ size, representative }) => ({
      size,
      stands: representative.map(({ statement, side }) => ({ statementId: idOf(statement), side })),
    })),
    statements: statements.flatMap(({ votes }, at) => {
      const { isOut, isMeta = false } = kinds[at] ?? {};
      return isOut ? [] : [{ id: idOf(at), isMeta, votes }];
    }),
    unites: [
      ...consensus.agree.map((statement) => ({ statementId: idOf(statement), side: 'AGREE' as const })),
      ...consensus.disagree.map((statement) => ({ statementId: idOf(statement), side: 'DISAGREE' as const })),
    ],
  };
}

/** The answers of a step in numbers; people in the order in which they joined. */
async function readConversation(em: JobContext['em'], phaseId: string) {
  const statements = await em.execute<{ id: string; state: string; isMeta: boolean }[]>(
    `select id, state, is_meta as "isMeta" from statement where phase_id = ? and state <> 'PENDING' order by id`,
    [phaseId],
  );
  const votes = await em.execute<{ statement: string; participant: string; value: keyof typeof sign }[]>(
    `select v.statement_id as statement, v.participant_id as participant, v.value from statement_vote v
       join statement s on s.id = v.statement_id where s.phase_id = ? and s.state <> 'PENDING'
      order by v.participant_id, v.statement_id`,
    [phaseId],
  );
  const ids = statements.map(({ id }) => id);
  const placeOf = new Map(ids.map((id, at) => [id, at]));
  const people = new Map<string, number>();
  for (const { participant } of votes) if (!people.has(participant)) people.set(participant, people.size);
  return {
    ids,
    conversation: {
      participants: people.size,
      statements: statements.map(({ state, isMeta }) => ({ isOut: state === 'REJECTED', isMeta })),
      log: {
        participant: Uint32Array.from(votes, ({ participant }) => people.get(participant) ?? 0),
        statement: Uint32Array.from(votes, ({ statement }) => placeOf.get(statement) ?? 0),
        vote: Int8Array.from(votes, ({ value }) => sign[value]),
      },
    },
  };
}

/** Sessions that nobody ended. */
async function forgetWhomHelpersHelped({ em, clock }: JobContext): Promise<void> {
  const longAgo = new Date(clock.now().getTime() - most.helpHours * 3_600_000);
  await em
    .fork()
    .execute(
      `update helped_session set ended_at = ?, participant_id = null where ended_at is null and started_at <= ?`,
      [clock.now(), longAgo],
    );
}
