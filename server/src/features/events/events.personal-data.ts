import type { PersonalData } from '../../platform/personal-data.ts';
import { Event } from './event.entity.ts';

/** Events that a person wrote for an organisation. */
export const eventsPersonalData: PersonalData = {
  feature: 'events',

  async collect(ctx, memberId) {
    const written = await ctx.em.find(Event, { createdBy: memberId }, { orderBy: { id: 'asc' } });
    return {
      written: written.map(({ id, state, title, language, createdAt }) => ({ id, state, title, language, createdAt })),
    };
  },

  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(Event, { createdBy: memberId }, { createdBy: null });
  },
};
