import type { NoticeParams } from '../../platform/link-action.ts';
import type { PersonalData } from '../../platform/personal-data.ts';
import { Notification } from './notification.entity.ts';
import { noticeText } from './texts.ts';

const withoutName = ({ name: _, ...params }: NoticeParams): NoticeParams => params;

/** What a person was told; goes with the person. */
export const notificationsPersonalData: PersonalData = {
  feature: 'notifications',

  async collect(ctx, memberId) {
    const rows = await ctx.em.find(Notification, { member: memberId }, { orderBy: { id: 'asc' } });
    return rows.map((row) => ({
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
  },

  async release(ctx, memberId) {
    await ctx.em.nativeDelete(Notification, { member: memberId });
  },
};
