import { LockMode } from '@mikro-orm/core';
import { audit } from '../../platform/audit.ts';
import { can, isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, authorizeFound, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { Member } from '../members/index.ts';
import { Organisation } from '../organisations/index.ts';
import { Consent, type ConsentManner } from './consent.entity.ts';
import { consentPolicy } from './consent.policy.ts';

/** Notes that a person agrees that staff act in their place; said again, it is noted again. */
export async function recordConsent(
  ctx: RequestContext,
  memberId: string,
  organisationId: string | null,
  manner: ConsentManner,
): Promise<Consent> {
  authorize(ctx, consentPolicy.record, { memberId, organisationId });
  const member = await ctx.em.findOne(Member, { id: memberId, goneAt: null });
  if (!member) throw notFound();
  audit(ctx, 'consents.record', memberId);
  return ctx.em.create(Consent, {
    member,
    takenBy: signedIn(ctx).id,
    organisation: organisationId ? ctx.em.getReference(Organisation, organisationId) : null,
    manner,
    givenAt: ctx.clock.now(),
  });
}

/** Takes a consent back: nobody acts in the person's place from now on. */
export async function withdrawConsent(ctx: RequestContext, id: string): Promise<Consent> {
  signedIn(ctx);
  const consent = await ctx.em.findOne(Consent, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  authorizeFound(ctx, consentPolicy.withdraw, consent && subjectOf(consent));
  const found = consent as Consent;
  found.withdraw(ctx.clock.now());
  audit(ctx, 'consents.withdraw', found.member.id);
  await ctx.em.flush();
  if ((await ctx.em.count(Consent, { member: found.member.id, withdrawnAt: null })) === 0)
    for (const part of ctx.personalData) await part.endActingFor?.(ctx, found.member.id);
  return found;
}

/** Throws CONSENT_REQUIRED unless the person agreed that the reader's organisation, or the town, acts in their place. */
export async function assertActsFor(ctx: RequestContext, memberId: string): Promise<void> {
  const consents = await ctx.em.find(Consent, { member: memberId, withdrawnAt: null });
  const own = consents.find((consent) => can(ctx.actor, consentPolicy.actFor, subjectOf(consent)));
  if (!own) throw new AppError('CONSENT_REQUIRED');
  authorize(ctx, consentPolicy.actFor, subjectOf(own));
}

/** Consents in force of a member: all for the member, those given to the reader's side for staff. */
export async function consentsOf(ctx: RequestContext, memberId: string): Promise<Consent[]> {
  if (!isMember(ctx.actor)) return [];
  const all = (await batched(ctx, consentsInForce, memberId)) ?? [];
  return all.filter((consent) => can(ctx.actor, consentPolicy.withdraw, subjectOf(consent)));
}

/** In whose name the reader could note a consent of a member: organisations by id, and the town as null. */
export function takesConsentFor(ctx: RequestContext, memberId: string): (string | null)[] {
  const { actor } = ctx;
  if (!isMember(actor)) return [];
  return [null, ...actor.organisations.keys()].filter((organisationId) =>
    can(actor, consentPolicy.record, { memberId, organisationId }),
  );
}

/** Whether the reader may act in a member's place now. */
export async function viewerActsFor(ctx: RequestContext, memberId: string): Promise<boolean> {
  const consents = await consentsOf(ctx, memberId);
  return consents.some((consent) => can(ctx.actor, consentPolicy.actFor, subjectOf(consent)));
}

const subjectOf = (consent: Consent) => ({
  memberId: consent.member.id,
  organisationId: consent.organisation?.id ?? null,
});

async function consentsInForce(ctx: RequestContext, memberIds: readonly string[]): Promise<Map<string, Consent[]>> {
  const where = { member: { $in: [...memberIds] }, withdrawnAt: null };
  const consents = await ctx.em.find(Consent, where, {
    populate: ['organisation'],
    orderBy: { id: 'asc' },
    limit: 200,
  });
  return Map.groupBy(consents, (consent) => consent.member.id);
}
