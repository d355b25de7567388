import type { PersonalData } from '../../platform/personal-data.ts';
import { Block } from './block.entity.ts';
import { ModerationCase, Report, reportStateOf } from './moderation-case.entity.ts';

/** What a person reported, whom they blocked, and what was decided about them; never who reported them or blocked them. */
export const moderationPersonalData: PersonalData = {
  feature: 'moderation',

  async collect(ctx, memberId) {
    const oldestFirst = { orderBy: { id: 'asc' } } as const;
    const reports = await ctx.em.find(Report, { reporter: memberId }, { ...oldestFirst, populate: ['case'] });
    const blocks = await ctx.em.find(Block, { blocker: memberId }, oldestFirst);
    const cases = await ctx.em.find(
      ModerationCase,
      { owner: memberId, outcome: { $in: ['HIDE', 'WARN', 'SUSPEND'] } },
      oldestFirst,
    );
    return {
      reports: reports.map((one) => ({
        kind: one.case.$.subjectKind,
        rule: one.rule,
        words: one.words,
        anonymous: one.anonymous,
        state: reportStateOf(one.case.$),
        createdAt: one.createdAt,
      })),
      blocked: blocks.map((one) => ({ memberId: one.blocked.id, createdAt: one.createdAt })),
      decisions: cases.map((one) => ({
        kind: one.subjectKind,
        excerpt: one.excerpt,
        state: one.state,
        rule: one.rule,
        outcome: one.outcome,
        reasons: one.reasons,
        decidedAt: one.decidedAt,
        suspendedUntil: one.suspendedUntil,
        appeal: one.appealWords,
        appealedAt: one.appealedAt,
        appealReasons: one.appealReasons,
        appealDecidedAt: one.appealDecidedAt,
      })),
    };
  },

  /** Reports stay, without the name: what they speak of is not over because the reporter left. */
  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(Report, { reporter: memberId }, { reporter: null });
    await ctx.em.nativeDelete(Block, { $or: [{ blocker: memberId }, { blocked: memberId }] });
    await ctx.em.nativeUpdate(ModerationCase, { owner: memberId }, { excerpt: null });
  },
};
