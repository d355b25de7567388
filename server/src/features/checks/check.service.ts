import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import type { Actor } from '../../platform/authorization/actor.ts';
import { can, isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { atTownHour, townDay } from '../../platform/time.ts';
import { Temporal } from 'temporal-polyfill';
import { Member } from '../members/index.ts';
import { Organisation } from '../organisations/index.ts';
import { checkPolicy } from './check.policy.ts';
import type { RecordCheckInput } from './check.type.ts';
import type { CheckKind, Setting } from './check.words.ts';
import { MemberCheck } from './member-check.entity.ts';
import { isInForce, missingChecks } from './needed-checks.ts';

/** How long a check may hold at most, in months; the extract from the criminal record holds six. */
const maxMonths = 12;

/** Notes that something about a member was seen or is vouched for; takes the place of an earlier one of its kind. */
export async function recordCheck(ctx: RequestContext, input: RecordCheckInput): Promise<MemberCheck> {
  const organisationId = input.organisationId ?? null;
  authorize(ctx, checkPolicy.record, { memberId: input.memberId, organisationId });
  const member = await ctx.em.findOne(
    Member,
    { id: input.memberId, goneAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!member) throw notFound();
  if (input.kind === 'VOUCHED' && !organisationId) throw new AppError('REQUIRED', {}, 'input.organisationId');
  const now = ctx.clock.now();
  const actor = ctx.em.getReference(Member, signedIn(ctx).id, { wrapped: true });
  const earlier = await ctx.em.findOne(MemberCheck, { member: member.id, kind: input.kind, revokedAt: null });
  earlier?.revoke(actor, now);
  await ctx.em.flush();
  const check = ctx.em.create(MemberCheck, {
    member,
    kind: input.kind,
    organisation: organisationId ? ctx.em.getReference(Organisation, organisationId) : null,
    recordedBy: actor,
    recordedAt: now,
    validUntil: lastInstant(input, now),
  });
  audit(ctx, 'checks.record', member.id);
  await flushOnce(ctx);
  return check;
}

/** Takes a check back, at once for everything that is claimed from now on. */
export async function revokeCheck(ctx: RequestContext, id: string): Promise<MemberCheck> {
  signedIn(ctx);
  const check = await ctx.em.findOne(MemberCheck, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  authorizeFound(ctx, checkPolicy.revoke, check && subjectOf(check));
  const found = check as MemberCheck;
  found.revoke(ctx.em.getReference(Member, signedIn(ctx).id, { wrapped: true }), ctx.clock.now());
  audit(ctx, 'checks.revoke', found.member.id);
  return found;
}

/** The checks of a member that are in force, for signed-in readers; whole lists in one statement. */
export async function checksOf(ctx: RequestContext, memberId: string): Promise<MemberCheck[]> {
  if (!isMember(ctx.actor)) return [];
  return (await batched(ctx, checksInForce, memberId)) ?? [];
}

/** Throws CHECK_REQUIRED {setting, missing} unless the member has what tasks of this setting need. */
export async function assertMayClaim(ctx: RequestContext, memberId: string, setting: Setting): Promise<void> {
  if (setting === 'IN_PUBLIC') return;
  const held = await ctx.em.find(MemberCheck, { member: memberId, revokedAt: null }, { refresh: true });
  const missing = missingChecks(held, setting, ctx.clock.now());
  if (missing.length > 0) throw new AppError('CHECK_REQUIRED', { setting, missing: missing.join(',') });
}

/** Which checks the reader lacks for a setting; read once for a whole list. Visitors are asked to sign in first. */
export async function viewerMissing(ctx: RequestContext, setting: Setting): Promise<CheckKind[]> {
  const { actor } = ctx;
  if (setting === 'IN_PUBLIC' || !isMember(actor)) return [];
  const held = known.get(actor) ?? ctx.em.find(MemberCheck, { member: actor.id, revokedAt: null });
  known.set(actor, held);
  return missingChecks(await held, setting, ctx.clock.now());
}

/** The reader's own checks; an actor lives for one request. */
const known = new WeakMap<Actor, Promise<MemberCheck[]>>();

/** In whose name the reader could record a check about a member: organisations by id, and the town as null. */
export function recordsFor(ctx: RequestContext, memberId: string): (string | null)[] {
  if (!isMember(ctx.actor)) return [];
  return [null, ...ctx.actor.organisations.keys()].filter((organisationId) =>
    can(ctx.actor, checkPolicy.record, { memberId, organisationId }),
  );
}

export const viewerCanRevoke = (ctx: RequestContext, check: MemberCheck): boolean =>
  can(ctx.actor, checkPolicy.revoke, subjectOf(check));

const subjectOf = (check: MemberCheck) => ({
  memberId: check.member.id,
  organisationId: check.organisation?.id ?? null,
});

function lastInstant({ kind, validUntil }: RecordCheckInput, now: Date): Date | null {
  if (!validUntil) {
    if (kind === 'CHILD_PROTECTION') throw new AppError('REQUIRED', {}, 'input.validUntil');
    return null;
  }
  const day = Temporal.PlainDate.from(validUntil);
  const today = townDay(now);
  if (Temporal.PlainDate.compare(day, today) < 0) throw new AppError('DATE_IN_PAST', {}, 'input.validUntil');
  const last = today.add({ months: maxMonths });
  if (Temporal.PlainDate.compare(day, last) > 0)
    throw new AppError('DATE_TOO_FAR', { days: today.until(last).days }, 'input.validUntil');
  return atTownHour(day, 24);
}

async function flushOnce(ctx: RequestContext): Promise<void> {
  try {
    await ctx.em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new AppError('WRONG_STATE', { state: 'RECORDED' });
    throw error;
  }
}

async function checksInForce(ctx: RequestContext, memberIds: readonly string[]): Promise<Map<string, MemberCheck[]>> {
  const now = ctx.clock.now();
  const checks = await ctx.em.find(
    MemberCheck,
    { member: { $in: [...memberIds] }, revokedAt: null },
    { populate: ['organisation'], orderBy: { id: 'asc' } },
  );
  return Map.groupBy(
    checks.filter((check) => isInForce(check, now)),
    (check) => check.member.id,
  );
}
