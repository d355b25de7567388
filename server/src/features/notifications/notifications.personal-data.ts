import type { NoticeParams } from '../../platform/link-action.ts';
import type { PersonalData } from '../../platform/personal-data.ts';
import { NoticeChoice } from './notice-choice.entity.ts';
import { Notification } from './notification.entity.ts';
import { noticeText } from './texts.ts';

const withoutName = ({ name: _, ...params }: NoticeParams): NoticeParams => params;

/** What a person was told, and by which channels not; goes with the person. */
export const notificationsPersonalData: PersonalData = {
  feature: 'notifications',

  async collect(ctx, memberId) {
    const choice = await ctx.em.findOne(NoticeChoice, { member: memberId });
    const rows = await ctx.em.find(Notification, { member: memberId }, { orderBy: { id: 'asc' } });
    const told = rows.map((row) => ({
      kind: row.kind,
      // What is kept about others is not this person's to take along.
      ...noticeText(ctx.locale, { kind: row.kind, params: withoutName(row.params) }),
      path: row.path,
      channel: row.channel,
      state: row.state,
      createdAt: row.createdAt,
      readAt: row.readAt,
      calledAt: row.calledAt,
    }));
    return { without: choice?.without ?? [], told };
  },

  async release(ctx, memberId) {
    await ctx.em.nativeDelete(Notification, { member: memberId });
    await ctx.em.nativeDelete(NoticeChoice, { member: memberId });
  },
};
