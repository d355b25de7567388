import { randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { audit } from '../../../platform/audit.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import type { Locale } from '../../../platform/locales.ts';
import type { PersonalData } from '../../../platform/personal-data.ts';
import { Member } from '../../members/index.ts';
import { eventPolicy } from '../events.policy.ts';
import { hashOf, PersonalCalendar } from './personal-calendar.entity.ts';

/** Since when the reader has a calendar; null: none. */
export async function personalCalendarSince(ctx: RequestContext): Promise<Date | null> {
  authorize(ctx, eventPolicy.managePersonalCalendar);
  const known = await ctx.em.findOne(PersonalCalendar, { member: signedIn(ctx).id });
  return known?.createdAt ?? null;
}

/** Makes the reader's calendar, or gives it another address. The address is told this once. */
export async function makePersonalCalendar(ctx: RequestContext): Promise<{ path: string; createdAt: Date }> {
  authorize(ctx, eventPolicy.managePersonalCalendar);
  const { id } = signedIn(ctx);
  const token = randomBytes(32).toString('base64url');
  const createdAt = ctx.clock.now();
  const known = await ctx.em.findOne(PersonalCalendar, { member: id });
  if (known) known.replace(token, createdAt);
  else
    ctx.em.create(PersonalCalendar, {
      member: ctx.em.getReference(Member, id),
      tokenHash: hashOf(token),
      createdAt,
    });
  audit(ctx, 'events.managePersonalCalendar', id);
  await ctx.em.flush();
  return { path: `/calendar/${token}.ics`, createdAt };
}

/** Ends the reader's calendar: its address opens nothing any more. Whether there was one. */
export async function revokePersonalCalendar(ctx: RequestContext): Promise<boolean> {
  authorize(ctx, eventPolicy.managePersonalCalendar);
  const { id } = signedIn(ctx);
  audit(ctx, 'events.managePersonalCalendar', id);
  return (await ctx.em.nativeDelete(PersonalCalendar, { member: id })) === 1;
}

/** Whose calendar a secret opens; null: nobody's. */
export async function memberOfToken(em: EntityManager, token: string): Promise<{ id: string; locale: Locale } | null> {
  const known = await em.findOne(PersonalCalendar, { tokenHash: hashOf(token) }, { populate: ['member'] });
  return known && { id: known.member.id, locale: known.member.$.locale };
}

export const personalCalendarData: PersonalData = {
  feature: 'personalCalendar',
  async collect(ctx, memberId) {
    const known = await ctx.em.findOne(PersonalCalendar, { member: memberId });
    return { since: known?.createdAt ?? null };
  },
  async release(ctx, memberId) {
    await ctx.em.nativeDelete(PersonalCalendar, { member: memberId });
  },
};
