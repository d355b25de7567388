import { isMember } from '../../platform/authorization/rule.ts';
import type { LinkAction } from '../../platform/link-action.ts';
import { zoneInNotice } from '../neighbourhoods/index.ts';
import { ActionShift, ShiftSignUp } from './action-shift.entity.ts';
import { leaveShift } from './shift.service.ts';

/** "I can't come", in the reminder of a shift: gives the place back; nothing once the shift has begun. */
export const shiftCannotCome: LinkAction = {
  kind: 'SHIFT_CANNOT_COME',
  async describe(ctx, shiftId) {
    if (!isMember(ctx.actor)) return null;
    const shift = await ctx.em.findOne(ActionShift, shiftId, { populate: ['action.zone'] });
    const own = shift && (await ctx.em.findOne(ShiftSignUp, { shift: shiftId, member: ctx.actor.id }));
    const action = shift?.action.$;
    if (!shift || !own || !action || action.state !== 'OPEN' || shift.startsAt <= ctx.clock.now()) return null;
    return { title: action.title, at: shift.startsAt.toISOString(), ...zoneInNotice(action.zone.$) };
  },
  async perform(ctx, _memberId, shiftId) {
    await leaveShift(ctx, shiftId);
  },
};
