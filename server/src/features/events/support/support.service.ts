import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { isMember } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { assertMayClaim, type Setting } from '../../checks/index.ts';
import { languageOf } from '../../help/index.ts';
import { forgetHours, recordHours } from '../../hours/index.ts';
import { SpokenLanguage } from '../../members/index.ts';
import type { EventDate } from '../event-date.entity.ts';
import { subjectOf } from '../event.reading.ts';
import { getDate, tellDateChanged } from '../event.service.ts';
import { eventPolicy } from '../events.policy.ts';
import type { SupportKind } from '../events.words.ts';
import type { SupportDoneInput, SupportFilter, SupportSlotInput } from './support.input.ts';
import { tellSupportClaimed, tellSupportLeft, tellSupportReleased, tellYouHelp } from './support-notices.ts';
import { SupportClaim, SupportSlot } from './support-slot.entity.ts';

/** Whose task needs which checks: looking after children is with children, the rest is among people. */
export const settingOf: Record<SupportKind, Setting> = {
  INTERPRETER: 'IN_PUBLIC',
  CHILD_CARE: 'WITH_CHILDREN',
  TRANSPORT: 'IN_PUBLIC',
  LIFT: 'IN_PUBLIC',
  SET_UP: 'IN_PUBLIC',
};

/** Slots of public dates to come that still need somebody, the next first. */
export async function listOpenSupport(
  ctx: RequestContext,
  filter: SupportFilter | null,
  first: number,
  after: string | null,
): Promise<Connection<SupportSlot>> {
  authorize(ctx, eventPolicy.listSupport);
  const asked = page(first, after);
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select l.id from support_slot l join event_date d on d.id = l.date_id join event e on e.id = d.event_id
      where l.places_taken < l.places and e.state = 'PUBLISHED' and e.hidden_at is null and d.cancelled_at is null and d.starts_at > ?
        and (?::text is null or l.kind = ?) and (?::text is null or l.language = any(string_to_array(?, ',')))
        and (?::uuid is null or (d.starts_at, l.id) > (select da.starts_at, la.id from support_slot la join event_date da on da.id = la.date_id where la.id = ?::uuid))
      order by d.starts_at, l.id limit ?`,
    [
      ctx.clock.now(),
      filter?.kind ?? null,
      filter?.kind ?? null,
      filter?.languages?.length ? 'some' : null,
      filter?.languages?.join(',') ?? '',
      asked.afterId,
      asked.afterId,
      asked.limit + 1,
    ],
  );
  return slotsInOrder(ctx, rows, asked);
}

/** What the reader took on at dates that are not over, the next first. */
export async function mySupport(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<SupportSlot>> {
  authorize(ctx, eventPolicy.claimSupport);
  const asked = page(first, after);
  const rows = await ctx.em.execute<{ id: string }[]>(
    `with own as (
       select l.id, d.starts_at from support_claim c join support_slot l on l.id = c.slot_id
         join event_date d on d.id = l.date_id join event e on e.id = d.event_id
        where c.member_id = ? and d.ends_at > ? and e.hidden_at is null)
     select id from own where ?::uuid is null or (starts_at, id) > (select starts_at, id from own where id = ?::uuid)
      order by starts_at, id limit ?`,
    [signedIn(ctx).id, ctx.clock.now(), asked.afterId, asked.afterId, asked.limit + 1],
  );
  return slotsInOrder(ctx, rows, asked);
}

/** The slots of a date; whole lists in one statement. */
export async function slotsOf(ctx: RequestContext, dateId: string): Promise<SupportSlot[]> {
  return (await batched(ctx, slotsOfAll, dateId)) ?? [];
}

/** Adds a slot to a date, or changes the one of the same kind and language. */
export async function saveSlot(ctx: RequestContext, dateId: string, input: SupportSlotInput): Promise<EventDate> {
  const date = await planned(ctx, dateId);
  const language = input.kind === 'INTERPRETER' ? (input.language ?? null) : null;
  if (input.kind === 'INTERPRETER' && !language) throw new AppError('REQUIRED', {}, 'input.language');
  await ctx.em.execute(
    `insert into support_slot (id, date_id, kind, language, places, created_at) values (uuidv7(), ?, ?, ?, 1, ?) on conflict do nothing`,
    [dateId, input.kind, language, ctx.clock.now()],
  );
  const slot = await ctx.em.findOneOrFail(SupportSlot, { date: dateId, kind: input.kind, language }, locked);
  slot.change(input.places, input.words?.trim() || null);
  audit(ctx, 'events.planSupport', dateId);
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
  return date;
}

/** Takes a slot away; WRONG_STATE where somebody took it on. */
export async function removeSlot(ctx: RequestContext, slotId: string): Promise<EventDate> {
  signedIn(ctx);
  const slot = await ctx.em.findOne(SupportSlot, slotId);
  if (!slot) throw notFound();
  const date = await planned(ctx, slot.date.id);
  const held = await ctx.em.findOneOrFail(SupportSlot, slotId, locked);
  if (held.placesTaken > 0) throw new AppError('WRONG_STATE', { state: 'TAKEN' });
  ctx.em.remove(held);
  audit(ctx, 'events.planSupport', date.id);
  await ctx.em.flush();
  await tellDateChanged(ctx, date.id);
  return date;
}

/**
 * The reader takes a slot on; the organisers hear it. PLACES_TAKEN, ALREADY_SIGNED_UP, CHECK_REQUIRED, SHIFT_BEGUN;
 * LANGUAGE_NOT_SPOKEN where the reader does not say in the profile that they speak what is interpreted.
 */
export async function claimSupport(ctx: RequestContext, slotId: string): Promise<SupportSlot> {
  authorize(ctx, eventPolicy.claimSupport);
  const { id: memberId } = signedIn(ctx);
  const { slot, date } = await openSlot(ctx, slotId);
  await assertMayClaim(ctx, memberId, settingOf[slot.kind]);
  if (slot.language) await assertSpeaks(ctx, memberId, slot.language);
  if (await ctx.em.findOne(SupportClaim, { slot: slotId, member: memberId })) throw new AppError('ALREADY_SIGNED_UP');
  slot.take();
  const claim = ctx.em.create(SupportClaim, { slot, member: memberId, createdAt: ctx.clock.now() });
  await ctx.em.flush();
  await tellSupportClaimed(ctx, date, claim);
  await tellYouHelp(ctx, date, claim);
  await tellDateChanged(ctx, date.id);
  return slot;
}

/** The reader gives a slot back; the organisers hear it. */
export async function leaveSupport(ctx: RequestContext, slotId: string): Promise<SupportSlot> {
  authorize(ctx, eventPolicy.claimSupport);
  const { slot, date } = await openSlot(ctx, slotId);
  const { id: memberId } = signedIn(ctx);
  await giveSlotBack(ctx, slot, memberId);
  await tellSupportLeft(ctx, slot, date, memberId);
  await tellDateChanged(ctx, date.id);
  return slot;
}

/** Organisers take somebody off a slot, who is told; others can take it on. SHIFT_BEGUN: then they say who helped instead. */
export async function releaseSupport(ctx: RequestContext, claimId: string): Promise<EventDate> {
  signedIn(ctx);
  const claim = await ctx.em.findOne(SupportClaim, claimId, { populate: ['slot'] });
  if (!claim) throw notFound();
  const { slot, member } = claim;
  const date = await planned(ctx, slot.$.date.id);
  if (date.startsAt <= ctx.clock.now()) throw new AppError('SHIFT_BEGUN');
  await giveSlotBack(ctx, await ctx.em.findOneOrFail(SupportSlot, slot.id, locked), member.id);
  await tellSupportReleased(ctx, date, member.id);
  audit(ctx, 'events.releaseSupport', date.id);
  await tellDateChanged(ctx, date.id);
  return date;
}

/** Gives a member's slot back; the slot is locked. */
export async function giveSlotBack(ctx: RequestContext, slot: SupportSlot, memberId: string): Promise<void> {
  const own = await ctx.em.findOne(SupportClaim, { slot: slot.id, member: memberId });
  if (!own) throw new AppError('WRONG_STATE', { state: 'NOT_SIGNED_UP' });
  slot.free();
  ctx.em.remove(own);
  await ctx.em.flush();
}

/**
 * Who does not come does not help there either: all they took on at these dates is free again, and the organisers hear it. For
 * services that have authorized it.
 */
export async function giveAllBack(ctx: RequestContext, dates: readonly EventDate[], memberId: string): Promise<void> {
  const coming = new Map(dates.filter(({ startsAt }) => startsAt > ctx.clock.now()).map((date) => [date.id, date]));
  const claims = await ctx.em.find(
    SupportClaim,
    { slot: { date: { $in: [...coming.keys()] } }, member: memberId },
    { orderBy: { slot: 'asc' } },
  );
  for (const claim of claims) {
    const slot = await ctx.em.findOneOrFail(SupportSlot, claim.slot.id, locked);
    await giveSlotBack(ctx, slot, memberId);
    const date = coming.get(slot.date.id);
    if (date) await tellSupportLeft(ctx, slot, date, memberId);
    await tellDateChanged(ctx, slot.date.id);
  }
}

/** The organisers say who was there and for how long; the hours count for the giver. */
export async function markSupport(
  ctx: RequestContext,
  dateId: string,
  done: readonly SupportDoneInput[],
): Promise<EventDate> {
  const date = await planned(ctx, dateId);
  if (date.startsAt > ctx.clock.now()) throw new AppError('WRONG_STATE', { state: 'NOT_BEGUN' });
  const event = date.event.$;
  const claims = await ctx.em.find(SupportClaim, { slot: { date: dateId } }, { orderBy: { id: 'asc' } });
  for (const { claimId, minutes } of done) {
    const claim = claims.find(({ id }) => id === claimId);
    if (!claim) throw new AppError('INVALID_INPUT', {}, 'done');
    claim.mark(minutes ?? null);
    await forgetHours(ctx, 'SUPPORT', claim.id);
    if (minutes)
      await recordHours(ctx, {
        memberId: claim.member.id,
        zoneId: event.zone.id,
        minutes,
        source: 'SUPPORT',
        sourceId: claim.id,
      });
  }
  audit(ctx, 'events.markSupport', dateId);
  await ctx.em.flush();
  await tellDateChanged(ctx, dateId);
  return date;
}

/** Who took a slot on; names for the organisers and the person. Whole lists in one statement. */
export async function claimsOf(ctx: RequestContext, slotId: string): Promise<SupportClaim[]> {
  return (await batched(ctx, claimsOfAll, slotId)) ?? [];
}

/** The reader's own claim of a slot; whole lists in one statement. */
export async function viewerClaim(ctx: RequestContext, slotId: string): Promise<SupportClaim | null> {
  const { actor } = ctx;
  if (!isMember(actor)) return null;
  return (await claimsOf(ctx, slotId)).find(({ member }) => member.id === actor.id) ?? null;
}

async function slotsInOrder(
  ctx: RequestContext,
  rows: readonly { id: string }[],
  asked: ReturnType<typeof page>,
): Promise<Connection<SupportSlot>> {
  const ids = rows.map(({ id }) => id);
  const found = await ctx.em.find(SupportSlot, { id: { $in: ids } }, { populate: ['date.event'] });
  const byId = new Map(found.map((slot) => [slot.id, slot]));
  return connection(
    ids.flatMap((id) => byId.get(id) ?? []),
    asked,
  );
}

const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

async function planned(ctx: RequestContext, dateId: string) {
  signedIn(ctx);
  const date = await getDate(ctx, dateId);
  authorize(ctx, eventPolicy.planSupport, await subjectOf(ctx, date.event.$));
  return date;
}

/** Who speaks a dialect of it speaks it. */
async function assertSpeaks(ctx: RequestContext, memberId: string, language: string): Promise<void> {
  const spoken = await ctx.em.find(SpokenLanguage, { member: memberId });
  if (!spoken.some(({ tag }) => languageOf(tag) === languageOf(language)))
    throw new AppError('LANGUAGE_NOT_SPOKEN', { language });
}

async function openSlot(ctx: RequestContext, slotId: string): Promise<{ slot: SupportSlot; date: EventDate }> {
  const seen = await ctx.em.findOne(SupportSlot, slotId);
  if (!seen) throw notFound();
  const date = await getDate(ctx, seen.date.id);
  const slot = await ctx.em.findOne(SupportSlot, slotId, locked);
  if (!slot) throw notFound();
  const { state } = date.event.$;
  if (state !== 'PUBLISHED' || date.cancelledAt) throw new AppError('WRONG_STATE', { state });
  if (date.startsAt <= ctx.clock.now()) throw new AppError('SHIFT_BEGUN');
  return { slot, date };
}

async function slotsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, SupportSlot[]>> {
  const found = await ctx.em.find(
    SupportSlot,
    { date: { $in: [...ids] } },
    { orderBy: { kind: 'asc', language: 'asc' } },
  );
  return Map.groupBy(found, ({ date }) => date.id);
}

async function claimsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, SupportClaim[]>> {
  const found = await ctx.em.find(SupportClaim, { slot: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(found, ({ slot }) => slot.id);
}
