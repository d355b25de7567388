import type { RequestContext } from '../../platform/graphql/context.ts';
import { type ActionShift, ShiftSignUp } from './action-shift.entity.ts';
import type { SolidarityAction } from './solidarity-action.entity.ts';

/** What people are told of about an action. */
export type ActionNotice =
  'ACTION_TAKEN_ON' | 'ACTION_DECLINED' | 'ACTION_DONE' | 'ACTION_CANCELLED' | 'SHIFT_MOVED' | 'SHIFT_REMOVED';

/** Tells the proposer what became of the proposal. */
export async function tellProposer(ctx: RequestContext, action: SolidarityAction, notice: ActionNotice): Promise<void> {
  if (action.proposer) await tell(ctx, [action.proposer.id], action, notice);
}

/** Tells everybody who signed up for some shift. */
export async function tellParticipants(
  ctx: RequestContext,
  action: SolidarityAction,
  notice: ActionNotice,
): Promise<void> {
  const signUps = await ctx.em.find(ShiftSignUp, { shift: { action: action.id } });
  await tell(ctx, [...new Set(signUps.map(({ member }) => member.id))], action, notice);
}

/** Tells everybody who signed up for one shift. */
export async function tellShift(
  ctx: RequestContext,
  action: SolidarityAction,
  shift: ActionShift,
  notice: ActionNotice,
): Promise<void> {
  const signUps = await ctx.em.find(ShiftSignUp, { shift: shift.id });
  const memberIds = signUps.map(({ member }) => member.id);
  await tell(ctx, memberIds, action, notice, { at: shift.startsAt.toISOString() });
}

async function tell(
  _ctx: RequestContext,
  _memberIds: readonly string[],
  _action: SolidarityAction,
  _notice: ActionNotice,
  _params: Record<string, string> = {},
): Promise<void> {}
