import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { RejectReason, Standing } from '../consultations.words.ts';
import { shownCount } from '../shown-count.ts';
import { noteHelp, type Part, partOf, standingOf, takePart } from '../participation/part.ts';
import { plainLine } from '../readable-words.ts';
import { tellAssemblyChanged, tellHidden } from './assembly-news.ts';
import { Assembly, AssemblyQuestion } from './assembly.entity.ts';
import { assemblyPhase, getAssembly, shown } from './assembly.reading.ts';
import { longestSaid, mostAt } from './assembly.words.ts';

/** How somebody stands to an assembly. */
export interface AssemblyPart {
  standing: Standing;
  part: Part | null;
  /** Ids of questions that the reader supports; none while helped. */
  supported: string[];
  /** The reader's own questions that those who run it took out of sight; none while helped. */
  hiddenQuestions: AssemblyQuestion[];
}

/** The reader's own part in an assembly. */
export async function getAssemblyPart(
  ctx: RequestContext,
  phaseId: string,
  token: string | null,
): Promise<AssemblyPart> {
  authorize(ctx, consultationPolicy.seeOwnPart);
  const { consultation, phase } = await assemblyPhase(ctx, phaseId);
  const part = await partOf(ctx, consultation, token);
  const standing = phase.isOpenAt(ctx.clock.now()) ? await standingOf(ctx, consultation, part) : 'NOT_OPEN';
  if (!part || part.helped) return { standing, part, supported: [], hiddenQuestions: [] };
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select s.question_id as id from question_support s join assembly_question q on q.id = s.question_id
       join assembly a on a.id = q.assembly_id where s.participant_id = ? and a.phase_id = ?`,
    [part.participant.id, phaseId],
  );
  const hiddenQuestions = await ctx.em.find(
    AssemblyQuestion,
    { assembly: { phase: phaseId }, author: part.participant.id, hiddenAt: { $ne: null }, takenDownAt: null },
    { orderBy: { id: 'asc' } },
  );
  return { standing, part, supported: rows.map(({ id }) => id), hiddenQuestions };
}

/** Questions to an assembly: the most supported first, those that are shown alike in their order; hidden ones for those who run it. */
export async function listQuestions(
  ctx: RequestContext,
  phaseId: string,
  first: number,
  after: string | null,
): Promise<Connection<AssemblyQuestion>> {
  const { assembly, phase, canRun } = await getAssembly(ctx, phaseId);
  const isOver = Boolean(assembly?.signedAt) || phase.closesAt <= ctx.clock.now();
  const asked = page(first, after);
  const rows = await ctx.em.execute<{ id: string }[]>(
    `with listed as (
       select q.id, -(select ${shownCount('q.supports_released', 'count(*)', '?')}
                        from question_support s where s.question_id = q.id) as place
         from assembly_question q where q.assembly_id = ?::uuid and q.taken_down_at is null and (q.hidden_at is null or ?))
     select l.id from listed l
      where ?::uuid is null or (l.place, l.id) > (select place, id from listed where id = ?::uuid)
      order by l.place, l.id limit ?`,
    [isOver, assembly?.id ?? null, canRun, asked.afterId, asked.afterId, asked.limit + 1],
  );
  const found = await ctx.em.find(AssemblyQuestion, { id: { $in: rows.map(({ id }) => id) } });
  const known = new Map(found.map((question) => [question.id, question]));
  return connection(
    rows.flatMap(({ id }) => known.get(id) ?? []),
    asked,
  );
}

/** Somebody who takes part asks the assembly something. SAID_ALREADY, TOO_MUCH. */
export async function askAssembly(
  ctx: RequestContext,
  phaseId: string,
  typed: string,
  token: string | null,
): Promise<AssemblyQuestion> {
  authorize(ctx, consultationPolicy.takePart);
  const { consultation, phase, assembly } = await getAssembly(ctx, phaseId);
  if (!assembly || assembly.signedAt || !phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  const text = plainLine(typed);
  if (!text) throw new AppError('REQUIRED', {}, 'text');
  if (text.length > longestSaid.question) throw new AppError('TOO_LONG', { max: longestSaid.question }, 'text');
  const part = await takePart(ctx, consultation, token);
  await ctx.em.lock(part.participant, LockMode.PESSIMISTIC_WRITE);
  if (await ctx.em.count(AssemblyQuestion, { assembly: assembly.id, text }))
    throw new AppError('SAID_ALREADY', {}, 'text');
  if ((await ctx.em.count(AssemblyQuestion, { assembly: assembly.id, author: part.participant.id })) >= mostAt.own)
    throw new AppError('TOO_MUCH', { max: mostAt.own }, 'text');
  const question = ctx.em.create(AssemblyQuestion, {
    assembly,
    author: part.participant,
    text,
    language: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  await tellAssemblyChanged(ctx, phaseId);
  await noteHelp(ctx, part);
  return question;
}

/** The reader would like a question to be answered too, or no more; once each, however often and in parallel. */
export async function supportQuestion(
  ctx: RequestContext,
  id: string,
  supports: boolean,
  token: string | null,
): Promise<AssemblyQuestion> {
  authorize(ctx, consultationPolicy.takePart);
  const question = await ctx.em.findOne(AssemblyQuestion, { id, ...shown });
  if (!question) throw notFound();
  const { phase: of, signedAt } = await ctx.em.findOneOrFail(Assembly, question.assembly.id);
  const { consultation, phase } = await assemblyPhase(ctx, of.id);
  if (signedAt || !phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  const part = await takePart(ctx, consultation, token);
  const row = [id, part.participant.id];
  if (supports)
    await ctx.em.execute(
      `insert into question_support (question_id, participant_id) values (?, ?) on conflict do nothing`,
      row,
    );
  else await ctx.em.execute(`delete from question_support where question_id = ? and participant_id = ?`, row);
  await tellAssemblyChanged(ctx, phase.id);
  await noteHelp(ctx, part);
  return question;
}

/** Those who run the assembly take a question out of everybody's sight, with a reason or without, or show it again; the author is told. */
export async function hideQuestion(
  ctx: RequestContext,
  id: string,
  hidden: boolean,
  reason: RejectReason | null,
): Promise<AssemblyQuestion> {
  signedIn(ctx);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const question = await ctx.em.findOne(AssemblyQuestion, { id, takenDownAt: null }, lock);
  if (!question) throw notFound();
  const { phase } = await ctx.em.findOneOrFail(Assembly, question.assembly.id);
  const { consultation } = await assemblyPhase(ctx, phase.id);
  authorizeFound(ctx, consultationPolicy.runAssembly, subjectOf(consultation));
  const changes = hidden !== Boolean(question.hiddenAt);
  question.hiddenAt = hidden ? (question.hiddenAt ?? ctx.clock.now()) : null;
  question.hiddenReason = hidden ? reason : null;
  audit(ctx, 'consultations.hideQuestion', id);
  await ctx.em.flush();
  if (changes) await tellHidden(ctx, consultation, phase.id, question);
  await tellAssemblyChanged(ctx, phase.id);
  return question;
}

/** How many would like a question to be answered, as everybody reads it. */
export interface QuestionSupports {
  id: string;
  /** 0: fewer than five. */
  count: number;
  /** Whether nobody can support it any more. */
  final: boolean;
}

/** How many would like a question to be answered; whole lists in one statement. */
export const questionSupports = async (ctx: RequestContext, { id }: AssemblyQuestion): Promise<QuestionSupports> =>
  (await batched(ctx, supportsOfAll, id)) ?? { id, count: 0, final: false };

async function supportsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, QuestionSupports>> {
  const rows = await ctx.em.execute<QuestionSupports[]>(
    `with question as (
       select q.id, q.supports_released as released, a.signed_at is not null or f.closes_at <= ? as final,
              (select count(*) from question_support s where s.question_id = q.id) as supports
         from assembly_question q join assembly a on a.id = q.assembly_id join consultation_phase f on f.id = a.phase_id
        where q.id = any(string_to_array(?, ',')::uuid[]))
     select id, final, ${shownCount('released', 'supports', 'final')}::int as count from question`,
    [ctx.clock.now(), ids.join(',')],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
