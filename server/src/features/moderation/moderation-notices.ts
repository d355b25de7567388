import type { RequestContext } from '../../platform/graphql/context.ts';
import { notify } from '../notifications/index.ts';
import { type ModerationCase, type Report, reportStateOf } from './moderation-case.entity.ts';

/** Tells the person what was done and how to appeal, and the reporters that something was done or not: never what to whom. */
export async function tellDecision(ctx: RequestContext, found: ModerationCase, reports: Report[]): Promise<void> {
  if (found.inForce) {
    await notify(ctx, {
      memberId: found.owner.id,
      kind: 'MODERATION_DECIDED',
      params: {
        ...(found.rule ? { rule: found.rule } : {}),
        ...(found.outcome ? { reason: found.outcome } : {}),
        ...(found.suspendedUntil ? { at: lastMinuteBefore(found.suspendedUntil) } : {}),
      },
      path: pageOf(found),
    });
  }
  for (const { reporter } of reports) {
    if (!reporter) continue;
    await notify(ctx, {
      memberId: reporter.id,
      kind: 'REPORT_DECIDED',
      params: { reason: reportStateOf(found) },
      path: '/profile/reports',
    });
  }
}

/** Tells the reporters who had read that something was done that it no longer is; each once. */
export async function tellOverturned(ctx: RequestContext, found: ModerationCase, reports: Report[]): Promise<void> {
  for (const { reporter } of reports) {
    if (!reporter) continue;
    await notify(ctx, {
      memberId: reporter.id,
      kind: 'REPORT_OVERTURNED',
      path: '/profile/reports',
      onceKey: `overturned:${found.id}`,
    });
  }
}

/** Tells the person what came of the appeal. */
export const tellAppealAnswer = (ctx: RequestContext, found: ModerationCase): Promise<void> =>
  notify(ctx, {
    memberId: found.owner.id,
    kind: 'APPEAL_DECIDED',
    params: { reason: found.state },
    path: pageOf(found),
  });

const pageOf = (found: ModerationCase) => `/appeals/${found.id}`;

/** People read the last day, not the midnight after it. */
const lastMinuteBefore = (end: Date) => new Date(end.getTime() - 60_000);
