import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import type { Locale } from '../../../platform/locales.ts';
import { Member } from '../../members/index.ts';
import { notify } from '../../notifications/index.ts';
import { type Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { longest, most, type RejectReason, type StatementState } from '../consultations.words.ts';
import { takePart } from '../participation/part.ts';
import { Participant } from '../participation/participant.entity.ts';
import { plainLine } from '../readable-words.ts';
import { Statement } from './statement.entity.ts';

/** Statements of a consultation in one state, the oldest first: accepted ones for everybody, others for moderators. */
export async function listStatements(
  ctx: RequestContext,
  consultationId: string,
  state: StatementState,
  first: number,
  after: string | null,
): Promise<Connection<Statement>> {
  const consultation = await getConsultation(ctx, consultationId);
  if (state !== 'ACCEPTED') authorize(ctx, consultationPolicy.moderate, subjectOf(consultation));
  const asked = page(first, after);
  const rows = await ctx.em.find(
    Statement,
    { phase: { consultation: consultationId }, state, ...(asked.afterId ? { id: { $gt: asked.afterId } } : {}) },
    { orderBy: { id: 'asc' }, limit: asked.limit + 1 },
  );
  return connection(rows, asked);
}

/** Somebody who takes part says something new; organisers look at it before others do. SAID_ALREADY, TOO_MUCH. */
export async function proposeStatement(
  ctx: RequestContext,
  phaseId: string,
  text: string,
  token: string | null,
): Promise<Statement> {
  authorize(ctx, consultationPolicy.takePart);
  const { consultation, phase } = await statementPhase(ctx, phaseId);
  const { participant } = await takePart(ctx, consultation, token);
  if (!phase.isOpenAt(ctx.clock.now())) throw new AppError('NOT_OPEN');
  await ctx.em.lock(participant, LockMode.PESSIMISTIC_WRITE);
  if ((await ctx.em.count(Statement, { phase: phaseId, author: participant.id })) >= most.own)
    throw new AppError('TOO_MUCH', { max: most.own }, 'text');
  const said = await newText(ctx, phaseId, text);
  const statement = ctx.em.create(Statement, {
    phase,
    text: said,
    language: ctx.locale,
    author: participant,
    state: 'PENDING',
    isMeta: false,
    createdAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  return statement;
}

/** Organisers write the statements to begin with, or more; these need no second look. What is there already is left out. */
export async function addStatements(
  ctx: RequestContext,
  phaseId: string,
  texts: readonly string[],
  language: Locale,
): Promise<Consultation> {
  const { id } = signedIn(ctx);
  const { consultation, phase } = await statementPhase(ctx, phaseId);
  authorize(ctx, consultationPolicy.moderate, subjectOf(consultation));
  const now = ctx.clock.now();
  if (phase.closesAt <= now) throw new AppError('NOT_OPEN');
  const by = ctx.em.getReference(Member, id);
  for (const text of texts) {
    const said = await newText(ctx, phaseId, text).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'SAID_ALREADY') return null;
      throw error;
    });
    if (!said) continue;
    await assertRoom(ctx, phaseId);
    const fields = { phase, text: said, language, isMeta: false, createdAt: now };
    const statement = ctx.em.create(Statement, { ...fields, state: 'PENDING' });
    statement.accept(by, now, false);
    await ctx.em.flush();
  }
  audit(ctx, 'consultations.addStatements', consultation.id);
  return consultation;
}

/** A moderator lets a statement in, or says why not; the author is told each time that changes. */
export async function decideStatement(
  ctx: RequestContext,
  id: string,
  decision: { reason: RejectReason | null; isMeta: boolean },
): Promise<Statement> {
  const { id: moderator } = signedIn(ctx);
  const statement = await ctx.em.findOne(Statement, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!statement) throw notFound();
  const { consultation, phase } = await statementPhase(ctx, statement.phase.id);
  authorize(ctx, consultationPolicy.moderate, subjectOf(consultation));
  const now = ctx.clock.now();
  if (phase.closesAt <= now) throw new AppError('NOT_OPEN');
  const by = ctx.em.getReference(Member, moderator);
  const before = outcomeOf(statement);
  if (decision.reason) statement.reject(by, now, decision.reason);
  else {
    if (statement.state !== 'ACCEPTED') await assertRoom(ctx, phase.id);
    statement.accept(by, now, decision.isMeta);
  }
  audit(ctx, 'consultations.decideStatement', id);
  await ctx.em.flush();
  if (outcomeOf(statement) !== before) await tellAuthor(ctx, consultation, statement);
  return statement;
}

const outcomeOf = ({ state, reason }: Statement): string => reason ?? state;

/** A statement by its id, for lists that name it; whole lists in one statement. */
export async function statementById(ctx: RequestContext, id: string): Promise<Statement> {
  const found = await batched(ctx, statementsByIds, id);
  if (!found) throw notFound();
  return found;
}

/** A step with statements, of a consultation that the reader may see. */
export async function statementPhase(
  ctx: RequestContext,
  phaseId: string,
): Promise<{ consultation: Consultation; phase: ConsultationPhase }> {
  const phase = await ctx.em.findOne(ConsultationPhase, { id: phaseId, method: 'STATEMENTS' });
  if (!phase) throw notFound();
  return { phase, consultation: await getConsultation(ctx, phase.consultation.id) };
}

async function newText(ctx: RequestContext, phaseId: string, text: string): Promise<string> {
  const said = plainLine(text);
  if (!said) throw new AppError('REQUIRED', {}, 'text');
  if (said.length > longest.statement) throw new AppError('TOO_LONG', { max: longest.statement }, 'text');
  const [same] = await ctx.em.execute<{ id: string }[]>(
    `select id from statement where phase_id = ? and state <> 'REJECTED' and lower(text) = lower(?) limit 1`,
    [phaseId, said],
  );
  if (same) throw new AppError('SAID_ALREADY', {}, 'text');
  return said;
}

async function assertRoom(ctx: RequestContext, phaseId: string): Promise<void> {
  if ((await ctx.em.count(Statement, { phase: phaseId, state: 'ACCEPTED' })) >= most.statements)
    throw new AppError('TOO_MUCH', { max: most.statements }, 'text');
}

async function tellAuthor(ctx: RequestContext, consultation: Consultation, statement: Statement): Promise<void> {
  const author = statement.author ? await ctx.em.findOne(Participant, statement.author.id) : null;
  if (!author?.member) return;
  await notify(ctx, {
    memberId: author.member.id,
    kind: 'STATEMENT_DECIDED',
    params: { title: consultation.question, reason: `STATEMENT_${statement.reason ?? 'ACCEPTED'}` },
    path: `/consultations/${consultation.id}/statements`,
    onceKey: `statement:${statement.id}:${statement.reason ?? 'ACCEPTED'}:${statement.decidedAt?.toISOString() ?? ''}`,
  });
}

async function statementsByIds(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Statement>> {
  const found = await ctx.em.find(Statement, { id: { $in: [...ids] } });
  return new Map(found.map((statement) => [statement.id, statement]));
}
