import type { PersonalData } from '../../../platform/personal-data.ts';
import { SupportClaim } from '../support/support-slot.entity.ts';
import { giveSlotBack } from '../support/support.service.ts';
import { SupportSlot } from '../support/support-slot.entity.ts';
import { LockMode } from '@mikro-orm/core';
import { Registration } from './registration.entity.ts';
import { end } from './registration.service.ts';
import { activeStates } from './registrations.words.ts';
import { lockSeats } from './seating.ts';

/** Registrations of a person and the support slots that the person took on. */
export const registrationsPersonalData: PersonalData = {
  feature: 'registrations',

  async collect(ctx, memberId) {
    const own = await ctx.em.find(
      Registration,
      { member: memberId },
      { populate: ['date.event'], orderBy: { id: 'asc' } },
    );
    const claims = await ctx.em.find(
      SupportClaim,
      { member: memberId },
      { populate: ['slot.date.event'], orderBy: { id: 'asc' } },
    );
    return {
      registrations: own.map(({ date, state, adults, children, answers, createdAt }) => ({
        event: date.$.event.$.title,
        startsAt: date.$.startsAt,
        state,
        adults,
        children,
        answers: Object.values(answers),
        createdAt,
      })),
      support: claims.map(({ slot, createdAt, came, minutes }) => ({
        event: slot.$.date.$.event.$.title,
        startsAt: slot.$.date.$.startsAt,
        kind: slot.$.kind,
        language: slot.$.language ?? null,
        createdAt,
        came: came ?? null,
        minutes: minutes ?? null,
      })),
    };
  },

  async release(ctx, memberId) {
    const coming = await ctx.em.find(
      Registration,
      { member: memberId, state: { $in: [...activeStates] }, date: { startsAt: { $gt: ctx.clock.now() } } },
      { orderBy: { seats: 'asc' } },
    );
    for (const registration of coming) await end(ctx, await lockSeats(ctx, registration.seats.id), registration);
    const claims = await ctx.em.find(
      SupportClaim,
      { member: memberId, slot: { date: { startsAt: { $gt: ctx.clock.now() } } } },
      { orderBy: { slot: 'asc' } },
    );
    for (const claim of claims) {
      const slot = await ctx.em.findOneOrFail(SupportSlot, claim.slot.id, {
        lockMode: LockMode.PESSIMISTIC_WRITE,
        refresh: true,
      });
      await giveSlotBack(ctx, slot, memberId);
    }
    // What is over counts in the numbers, without the person and without what they wrote.
    await ctx.em.execute(`update registration set member_id = null, answers = '{}' where member_id = ?`, [memberId]);
    await ctx.em.execute(`delete from support_claim where member_id = ?`, [memberId]);
  },
};
