import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import type { TargetLimit } from '../../platform/sessions/target-limit.ts';
import { ModerationCase, Report } from './moderation-case.entity.ts';
import { moderationPolicy } from './moderation.policy.ts';
import type { ReportInput } from './report.type.ts';
import { type CommunityRule, maxWords, type ReportKind } from './moderation.words.ts';

/** What one member reports in a day: enough for whoever is harassed, too little for whoever harasses with it. */
const dailyLimit: TargetLimit = { name: 'report', max: 30, seconds: 86_400 };

/** Reports something that the reader can see and that is somebody else's; once until it is decided. */
export async function report(ctx: RequestContext, input: ReportInput): Promise<Report> {
  authorize(ctx, moderationPolicy.report);
  const { id: reporterId } = signedIn(ctx);
  const found = await ctx.reportables.find((one) => one.kind === input.kind)?.find(ctx, input.subjectId);
  if (!found) throw notFound();
  if (found.ownerId === reporterId && !found.answeredFor) throw new AppError('OWN_CONTENT');
  if (!(await ctx.accounts.takeTurn(dailyLimit, reporterId)))
    throw new AppError('RATE_LIMITED', { seconds: dailyLimit.seconds });
  const { kind, subjectId, rule, words, anonymous } = input;
  return file(ctx, { kind, subjectId, ...found }, { rule, words: words ?? null, anonymous, complaint: false });
}

/** A private complaint out of feedback: the moderators read it, the other side never does. Called by the feature that knows it. */
export async function fileComplaint(
  ctx: RequestContext,
  complaint: { subjectKind: ReportKind; subjectId: string; againstId: string; words: string | null },
): Promise<void> {
  const { subjectKind: kind, subjectId, againstId: ownerId, words } = complaint;
  await file(
    ctx,
    { kind, subjectId, ownerId, excerpt: null, path: null },
    { rule: 'OTHER', words, anonymous: false, complaint: true },
  );
}

/** What the reader reported, newest first. */
export async function listMyReports(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<Report>> {
  authorize(ctx, moderationPolicy.listMyReports);
  const asked = page(first, after);
  const where = { reporter: signedIn(ctx).id, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) };
  return connection(
    await ctx.em.find(Report, where, { populate: ['case'], orderBy: { id: 'desc' }, limit: asked.limit + 1 }),
    asked,
  );
}

interface Subject {
  kind: ReportKind;
  subjectId: string;
  ownerId: string;
  answeredFor?: boolean;
  excerpt: string | null;
  path: string | null;
}

async function file(
  ctx: RequestContext,
  subject: Subject,
  said: { rule: CommunityRule; words: string | null; anonymous: boolean; complaint: boolean },
): Promise<Report> {
  const words = said.words?.trim() || null;
  if (words && words.length > maxWords) throw new AppError('TOO_LONG', { max: maxWords }, 'input.words');
  const now = ctx.clock.now();
  const report = ctx.em.create(Report, {
    ...said,
    words,
    case: await openCase(ctx, subject),
    reporter: signedIn(ctx).id,
    language: ctx.locale,
    createdAt: now,
  });
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('ALREADY_REPORTED');
    throw error;
  }
  return report;
}

/** The open case of a subject, locked; made if there is none. Whoever decides it meanwhile makes us open the next. */
async function openCase(ctx: RequestContext, subject: Subject): Promise<ModerationCase> {
  for (;;) {
    await ctx.em.execute(
      `insert into moderation_case (id, subject_kind, subject_id, owner_id, answered_for, excerpt, path, opened_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (subject_kind, subject_id) where state = 'OPEN' do nothing`,
      [
        newId(),
        subject.kind,
        subject.subjectId,
        subject.ownerId,
        subject.answeredFor ?? false,
        subject.excerpt?.slice(0, 500) || null,
        subject.path,
        ctx.clock.now(),
      ],
    );
    const found = await ctx.em.findOne(
      ModerationCase,
      { subjectKind: subject.kind, subjectId: subject.subjectId, state: 'OPEN' },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (found) return found;
  }
}
