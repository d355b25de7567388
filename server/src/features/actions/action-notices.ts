import { isMember } from '../../platform/authorization/rule.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { holdersOf } from '../members/index.ts';
import { zoneInNotice } from '../neighbourhoods/index.ts';
import { notify } from '../notifications/index.ts';
import { staffOf } from '../organisations/index.ts';
import { type ActionShift, ShiftSignUp } from './action-shift.entity.ts';
import type { SolidarityAction } from './solidarity-action.entity.ts';

type What = Pick<Parameters<typeof notify>[1], 'kind' | 'params' | 'onceKey'>;

/** How near a shift is when the organisers hear at once that somebody cannot come, in milliseconds. */
const near = 3 * 86_400_000;

/**
 * Tells those who can answer a proposal: the staff of the organisation that it names, else the coordinators of the town,
 * who find it an organisation or say no. Somebody who is blocked with the proposer could not open it.
 */
export async function tellWhoAnswers(ctx: RequestContext, action: SolidarityAction): Promise<void> {
  const { organisation } = action;
  const memberIds = organisation ? await staffOf(ctx, organisation.id) : await holdersOf(ctx, 'COORDINATOR');
  const blocked = await ctx.blockedWith();
  await tell(
    ctx,
    memberIds.filter((id) => !blocked.has(id)),
    action,
    {
      kind: 'ACTION_PROPOSED',
      params: {
        ...zoneInNotice(await action.zone.loadOrFail()),
        reason: organisation ? 'FOR_YOUR_ORGANISATION' : 'FOR_NOBODY_YET',
      },
    },
  );
}

/** Tells the proposer that an organisation takes the proposal on, or that nobody does. */
export async function tellProposer(
  ctx: RequestContext,
  action: SolidarityAction,
  reason: 'OPENED' | 'DECLINED',
): Promise<void> {
  if (action.proposer) await tell(ctx, [action.proposer.id], action, { kind: 'ACTION_DECIDED', params: { reason } });
}

/** Tells everybody who has a place in some shift that the action is off. */
export async function tellParticipants(ctx: RequestContext, action: SolidarityAction): Promise<void> {
  const signUps = await ctx.em.find(ShiftSignUp, { shift: { action: action.id } });
  const memberIds = [...new Set(signUps.map(({ member }) => member.id))];
  await tell(ctx, memberIds, action, { kind: 'ACTION_CANCELLED' });
}

/** Tells everybody who has a place in a shift that it changed or is no more. */
export async function tellShift(ctx: RequestContext, action: SolidarityAction, shift: ActionShift): Promise<void> {
  const signUps = await ctx.em.find(ShiftSignUp, { shift: shift.id });
  const memberIds = signUps.map(({ member }) => member.id);
  await tell(ctx, memberIds, action, { kind: 'ACTION_CHANGED', params: { at: shift.startsAt } });
}

/** Tells everybody who has a place in a shift still to come that the action ended before it. */
export async function tellComing(ctx: RequestContext, action: SolidarityAction): Promise<void> {
  const coming = { shift: { action: action.id, startsAt: { $gt: ctx.clock.now() } } };
  const signUps = await ctx.em.find(ShiftSignUp, coming, { populate: ['shift'], orderBy: { id: 'asc' } });
  for (const [shift, people] of Map.groupBy(signUps, (signUp) => signUp.shift.$)) {
    const memberIds = people.map(({ member }) => member.id);
    await tell(ctx, memberIds, action, { kind: 'ACTION_CANCELLED', params: { at: shift.startsAt } });
  }
}

/** Tells the organisers that somebody gave a place back shortly before the shift; of one person at most once an hour. */
export async function tellOrganisers(ctx: RequestContext, shift: ActionShift): Promise<void> {
  if (shift.startsAt.getTime() - ctx.clock.now().getTime() > near) return;
  const action = await shift.action.loadOrFail();
  const memberIds = action.organisation ? await staffOf(ctx, action.organisation.id) : [];
  const hour = Math.floor(ctx.clock.now().getTime() / 3_600_000);
  const onceKey = `left:${shift.id}:${isMember(ctx.actor) ? ctx.actor.id : ''}:${hour}`;
  await tell(ctx, memberIds, action, { kind: 'ACTION_CHANGED', params: { at: shift.startsAt }, onceKey });
}

/** Nobody is told of what they do themselves. */
async function tell(
  ctx: RequestContext,
  memberIds: readonly string[],
  action: SolidarityAction,
  { params, ...what }: What,
): Promise<void> {
  const path = `/actions/${action.id}`;
  for (const memberId of memberIds) {
    if (isMember(ctx.actor) && ctx.actor.id === memberId) continue;
    await notify(ctx, { ...what, memberId, params: { ...params, title: action.title }, path });
  }
}
