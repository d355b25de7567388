import { isMember } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation, phasesOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { AnswerValue, Standing } from '../consultations.words.ts';
import { drawNextStatement } from '../methods/opinion-groups/next-statement.ts';
import { seededRandom } from '../methods/lot/seeded-random.ts';
import { noteHelp, type Part, partOf, standingOf, takePart } from '../participation/part.ts';
import { Statement } from './statement.entity.ts';
import { statementPhase } from './statement.service.ts';
import { StatementVote } from './statement-vote.entity.ts';

/** How somebody stands in a consultation: what is answered, and what comes next. */
export interface Participation {
  consultation: Consultation;
  standing: Standing;
  part: Part | null;
  /** The step with statements that is open now. */
  phase: ConsultationPhase | null;
  answered: number;
  total: number;
  next: Statement | null;
}

/** Answers of one person within a minute: far more than anybody reads. */
const pace = { name: 'statement-answer', max: 120, seconds: 60 };

/** The reader's own part in a consultation, or what there is to do to take part. */
export async function getParticipation(
  ctx: RequestContext,
  consultationId: string,
  token: string | null,
): Promise<Participation> {
  authorize(ctx, consultationPolicy.seeOwnPart);
  const consultation = await getConsultation(ctx, consultationId);
  return readParticipation(ctx, consultation, await partOf(ctx, consultation, token));
}

/** Says agree, disagree or pass to a statement, or changes it. However often and in parallel: one answer is kept. */
export async function answerStatement(
  ctx: RequestContext,
  statementId: string,
  value: AnswerValue,
  token: string | null,
): Promise<Participation> {
  authorize(ctx, consultationPolicy.takePart);
  const statement = await ctx.em.findOne(Statement, { id: statementId, state: 'ACCEPTED' });
  if (!statement) throw notFound();
  const { consultation, phase } = await statementPhase(ctx, statement.phase.id);
  const part = await takePart(ctx, consultation, token);
  if (!phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  if (!(await ctx.accounts.takeTurn(pace, part.participant.id)))
    throw new AppError('RATE_LIMITED', { seconds: pace.seconds });
  await ctx.em.execute(
    `insert into statement_vote (statement_id, participant_id, value) values (?, ?, ?)
     on conflict (statement_id, participant_id) do update set value = excluded.value`,
    [statementId, part.participant.id, value],
  );
  await noteHelp(ctx, part);
  return readParticipation(ctx, consultation, part);
}

/** What the person said so far; null where a helper sits beside: what was answered is not shown again. */
export async function ownAnswers(ctx: RequestContext, { part, phase }: Participation): Promise<StatementVote[] | null> {
  if (part?.helped) return null;
  if (!part || !phase) return [];
  return ctx.em.find(
    StatementVote,
    { participant: part.participant.id, statement: { phase: phase.id, state: 'ACCEPTED' } },
    { populate: ['statement'], orderBy: { statement: 'asc' } },
  );
}

/** What the person wrote, with what became of it; null where a helper sits beside. */
export async function ownStatements(ctx: RequestContext, { part, phase }: Participation): Promise<Statement[] | null> {
  if (part?.helped) return null;
  if (!part || !phase) return [];
  return ctx.em.find(Statement, { author: part.participant.id, phase: phase.id }, { orderBy: { id: 'desc' } });
}

/** How it stands after what just happened; for services that have authorized it. */
export async function readParticipation(
  ctx: RequestContext,
  consultation: Consultation,
  part: Part | null,
): Promise<Participation> {
  const now = ctx.clock.now();
  const standing = await standingOf(ctx, consultation, part);
  const phase =
    (await phasesOf(ctx, consultation)).find((one) => one.method === 'STATEMENTS' && one.isOpenAt(now)) ?? null;
  const base = { consultation, standing, part, phase };
  if (!phase || standing === 'NOT_OPEN') return { ...base, phase: null, answered: 0, total: 0, next: null };
  const rows = await ctx.em.execute<{ id: string; priority: number | null; answered: boolean }[]>(
    `select s.id, s.priority, v.value is not null as answered from statement s
       left join statement_vote v on v.statement_id = s.id and v.participant_id = ?
      where s.phase_id = ? and s.state = 'ACCEPTED' order by s.id`,
    [part?.participant.id ?? null, phase.id],
  );
  const open = rows.flatMap((row, index) => (row.answered ? [] : [index]));
  const answered = rows.length - open.length;
  // The same question until it is answered: loading the page again shuffles nothing.
  const seed = `${part?.participant.id ?? (isMember(ctx.actor) ? ctx.actor.id : 'visitor')}:${phase.id}:${answered}`;
  const drawn = drawNextStatement(
    open,
    rows.map(({ priority }) => priority ?? 1),
    seededRandom(seed),
  );
  const next = drawn === null ? null : await ctx.em.findOneOrFail(Statement, rows[drawn]?.id ?? '');
  return { ...base, answered, total: rows.length, next };
}
