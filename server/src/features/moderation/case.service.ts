import { LockMode } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Member } from '../members/index.ts';
import type { CaseFilter, DecisionInput } from './case.type.ts';
import { decisionEnds } from './decision-time.ts';
import { ModerationCase, Report, type Said } from './moderation-case.entity.ts';
import { moderationPolicy } from './moderation.policy.ts';
import { type AppealResult, maxReasons } from './moderation.words.ts';
import { tellAppealAnswer, tellDecision, tellOverturned } from './moderation-notices.ts';

/** The queue: what waits for a decision first, then the rest, newest first. Cases about the reader are not in it. */
export async function listCases(
  ctx: RequestContext,
  filter: CaseFilter | null,
  first: number,
  after: string | null,
): Promise<Connection<ModerationCase>> {
  authorize(ctx, moderationPolicy.moderate);
  const asked = page(first, after);
  const last = asked.afterId ? await ctx.em.findOne(ModerationCase, asked.afterId) : null;
  const older = { id: { $lt: asked.afterId ?? '' } };
  const beyond = last?.waiting
    ? { $or: [{ waiting: true, ...older }, { waiting: false }] }
    : { waiting: false, ...older };
  const where = {
    owner: { $ne: signedIn(ctx).id },
    ...(filter?.waiting == null ? {} : { waiting: filter.waiting }),
    ...(filter?.kinds?.length ? { subjectKind: { $in: filter.kinds } } : {}),
    ...(last ? { $and: [beyond] } : {}),
  };
  const rows = await ctx.em.find(ModerationCase, where, {
    orderBy: { waiting: 'desc', id: 'desc' },
    limit: asked.limit + 1,
  });
  return connection(rows, asked);
}

/** One case, for moderators who are not its subject. */
export async function getCase(ctx: RequestContext, id: string): Promise<ModerationCase> {
  signedIn(ctx);
  return authorizeFound(ctx, moderationPolicy.seeCase, await ctx.em.findOne(ModerationCase, id));
}

/** Decides a case with reasons that the person reads; the content, the suspension and the notices follow at once. */
export async function decideCase(ctx: RequestContext, input: DecisionInput): Promise<ModerationCase> {
  const { outcome } = input;
  const said = reasonsIn(ctx, input.reasons);
  const found = await lockCase(ctx, input.caseId);
  await assertNotReporter(ctx, found);
  if (outcome !== 'NOTHING' && !input.rule) throw new AppError('REQUIRED', {}, 'input.rule');
  if (found.answeredFor && (outcome === 'WARN' || outcome === 'SUSPEND'))
    throw new AppError('NOBODY_TO_WARN', {}, 'input.outcome');
  const suspendedUntil = outcome === 'SUSPEND' ? decisionEnds(input.suspendUntil ?? null, said.at) : null;
  const reportable = ctx.reportables.find((one) => one.kind === found.subjectKind);
  if (outcome === 'HIDE' && !reportable?.hide) throw new AppError('INVALID_INPUT', {}, 'input.outcome');
  found.decide(await self(ctx), { outcome, rule: input.rule ?? null, suspendedUntil }, said);
  audit(ctx, `moderation.${outcome.toLowerCase()}`, found.id);
  await ctx.em.flush();
  if (outcome === 'HIDE') await reportable?.hide?.(ctx, found.subjectId);
  if (outcome === 'SUSPEND') await recountSuspension(ctx, found.owner.id);
  await tellDecision(ctx, found, await reportsOf(ctx, found));
  return found;
}

/** Another moderator answers an appeal; OVERTURNED gives back what was taken. */
export async function decideAppeal(
  ctx: RequestContext,
  caseId: string,
  result: AppealResult,
  reasons: string,
): Promise<ModerationCase> {
  const said = reasonsIn(ctx, reasons);
  const found = await lockCase(ctx, caseId);
  await assertNotReporter(ctx, found);
  found.answerAppeal(await self(ctx), result, said);
  audit(ctx, `moderation.${result.toLowerCase()}`, found.id);
  await ctx.em.flush();
  await tellAppealAnswer(ctx, found);
  if (result === 'OVERTURNED') {
    await giveBack(ctx, found);
    await tellOverturned(ctx, found, await reportsOf(ctx, found));
  }
  return found;
}

/** Whether the reader may decide what the case waits for. */
export async function viewerCanDecide(ctx: RequestContext, found: ModerationCase): Promise<boolean> {
  const { id } = signedIn(ctx);
  if (!found.waiting || (found.state === 'APPEALED' && found.decidedBy?.id === id)) return false;
  return !(await reportsOf(ctx, found)).some((report) => report.reporter?.id === id);
}

/** What was reported of the subject, oldest first; whole lists in one statement. */
export const reportsOf = async (ctx: RequestContext, found: ModerationCase): Promise<Report[]> =>
  (await batched(ctx, reportsByCase, found.id)) ?? [];

/** Other decided cases about what the same person wrote, newest first, at most ten. */
export async function historyOf(ctx: RequestContext, found: ModerationCase): Promise<ModerationCase[]> {
  if (found.answeredFor) return [];
  return ctx.em.find(
    ModerationCase,
    { owner: found.owner.id, answeredFor: false, id: { $ne: found.id }, state: { $ne: 'OPEN' } },
    { orderBy: { id: 'desc' }, limit: 10 },
  );
}

async function lockCase(ctx: RequestContext, id: string): Promise<ModerationCase> {
  authorize(ctx, moderationPolicy.moderate);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  return authorizeFound(ctx, moderationPolicy.seeCase, await ctx.em.findOne(ModerationCase, id, lock));
}

async function assertNotReporter(ctx: RequestContext, found: ModerationCase): Promise<void> {
  const { id } = signedIn(ctx);
  if ((await reportsOf(ctx, found)).some((report) => report.reporter?.id === id))
    throw new AppError('CANNOT_DECIDE_OWN');
}

const self = (ctx: RequestContext): Promise<Member> => ctx.em.findOneOrFail(Member, signedIn(ctx).id);

function reasonsIn(ctx: RequestContext, text: string): Said {
  const words = text.trim();
  if (!words) throw new AppError('REQUIRED', {}, 'input.reasons');
  if (words.length > maxReasons) throw new AppError('TOO_LONG', { max: maxReasons }, 'input.reasons');
  return { words, language: ctx.locale, at: ctx.clock.now() };
}

/** Shows the content again unless another decision hides it, and lifts the suspension unless another one holds. */
async function giveBack(ctx: RequestContext, found: ModerationCase): Promise<void> {
  if (found.outcome === 'SUSPEND') await recountSuspension(ctx, found.owner.id);
  if (found.outcome !== 'HIDE') return;
  const stillHidden = await ctx.em.count(ModerationCase, {
    subjectKind: found.subjectKind,
    subjectId: found.subjectId,
    outcome: 'HIDE',
    state: { $ne: 'OVERTURNED' },
  });
  if (stillHidden === 0) {
    const reportable = ctx.reportables.find((one) => one.kind === found.subjectKind);
    await reportable?.restore?.(ctx, found.subjectId);
  }
}

/** The longest suspension that stands is the one in force. */
async function recountSuspension(ctx: RequestContext, memberId: string): Promise<void> {
  await ctx.em.execute(
    `update member set suspended_until = (
       select max(suspended_until) from moderation_case where owner_id = member.id and state <> 'OVERTURNED') where id = ?`,
    [memberId],
  );
}

async function reportsByCase(ctx: RequestContext, caseIds: readonly string[]): Promise<Map<string, Report[]>> {
  const reports = await ctx.em.find(Report, { case: { $in: [...caseIds] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(reports, (report) => report.case.id);
}
