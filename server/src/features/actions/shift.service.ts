import { audit } from '../../platform/audit.ts';
import { isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { assertMayClaim } from '../checks/index.ts';
import { agreedHelpBetween } from '../help/index.ts';
import { forgetHours, recordHours } from '../hours/index.ts';
import { holdAction, lockAction, lockShift, tellActionChanged } from './action-locks.ts';
import { tellOrganisers } from './action-notices.ts';
import { viewerSignUp } from './action-people.service.ts';
import { ActionShift, ShiftSignUp } from './action-shift.entity.ts';
import type { AttendanceInput } from './action-shift.type.ts';
import { actionPolicy } from './actions.policy.ts';
import type { SolidarityAction } from './solidarity-action.entity.ts';
import { getAction } from './solidarity-action.service.ts';

/**
 * Takes a place in a shift. ALREADY_SIGNED_UP, SHIFT_BEGUN, PLACES_TAKEN, CHECK_REQUIRED; CLASHES {title, at} where the
 * person is elsewhere at that time, unless told that this is all right.
 */
export async function signUpForShift(
  ctx: RequestContext,
  shiftId: string,
  despiteClash: boolean,
): Promise<ActionShift> {
  authorize(ctx, actionPolicy.signUp);
  const { id: memberId } = signedIn(ctx);
  const { shift } = await lockOpenShift(ctx, shiftId);
  const task = await shift.task.loadOrFail();
  await assertMayClaim(ctx, memberId, task.setting);
  if (await ctx.em.findOne(ShiftSignUp, { shift: shiftId, member: memberId })) throw new AppError('ALREADY_SIGNED_UP');
  shift.takePlace(ctx.clock.now());
  if (!despiteClash) await assertFree(ctx, memberId, shift);
  ctx.em.create(ShiftSignUp, { shift, member: memberId, createdAt: ctx.clock.now() });
  await ctx.em.flush();
  await tellActionChanged(ctx, shift.action.id);
  return shift;
}

/** Gives a place back; not once the shift has begun. */
export async function leaveShift(ctx: RequestContext, shiftId: string): Promise<ActionShift> {
  authorize(ctx, actionPolicy.leave);
  const { shift } = await lockOpenShift(ctx, shiftId);
  await giveBack(ctx, shift, signedIn(ctx).id);
  await tellOrganisers(ctx, shift);
  return shift;
}

/** Gives a member's place back; the shift is locked. */
export async function giveBack(ctx: RequestContext, shift: ActionShift, memberId: string): Promise<void> {
  const own = await ctx.em.findOne(ShiftSignUp, { shift: shift.id, member: memberId });
  if (!own) throw new AppError('WRONG_STATE', { state: 'NOT_SIGNED_UP' });
  shift.freePlace(ctx.clock.now());
  ctx.em.remove(own);
  await ctx.em.flush();
  await tellActionChanged(ctx, shift.action.id);
}

/** The organisers say who came to a shift that has begun, and for how long. */
export async function markAttendance(
  ctx: RequestContext,
  shiftId: string,
  attendance: AttendanceInput[],
): Promise<ActionShift> {
  signedIn(ctx);
  const seen = await visibleShift(ctx, shiftId);
  const action = await lockAction(ctx, seen.action.id);
  authorize(ctx, actionPolicy.markAttendance, action);
  action.assertState('OPEN');
  await markAll(ctx, action, attendance, shiftId);
  audit(ctx, 'actions.markAttendance', shiftId);
  await tellActionChanged(ctx, action.id);
  return seen;
}

/** Notes who came, of one shift or of the whole action, and counts their hours. The action is locked. */
export async function markAll(
  ctx: RequestContext,
  action: SolidarityAction,
  attendance: AttendanceInput[],
  shiftId?: string,
): Promise<void> {
  const wanted = new Map(attendance.map((one) => [one.signUpId, one]));
  const signUps = await ctx.em.find(
    ShiftSignUp,
    { shift: { action: action.id, ...(shiftId ? { id: shiftId } : {}) } },
    { populate: ['shift'], refresh: true },
  );
  const marked = signUps.filter(({ id }) => wanted.has(id));
  if (marked.length < wanted.size) throw new AppError('INVALID_INPUT', {}, 'attendance');
  for (const signUp of marked) {
    const { came, minutes } = wanted.get(signUp.id) as AttendanceInput;
    const shift = signUp.shift.$ as ActionShift;
    if (shift.startsAt > ctx.clock.now()) throw new AppError('WRONG_STATE', { state: 'NOT_BEGUN' }, 'attendance');
    signUp.mark(came ? (minutes ?? Math.min(shift.minutes, 1440)) : null);
  }
  await ctx.em.flush();
  await countHours(ctx, action, signUps, new Set(marked.map(({ shift }) => shift.id)));
}

/** Whether the reader could take a place now; which checks the setting needs is said when it is tried. */
export async function viewerCanSignUp(ctx: RequestContext, shift: ActionShift): Promise<boolean> {
  if (!isMember(ctx.actor) || shift.placesLeft === 0 || shift.startsAt <= ctx.clock.now()) return false;
  const { state, hiddenAt } = await shift.action.loadOrFail();
  return state === 'OPEN' && !hiddenAt && !(await viewerSignUp(ctx, shift.id));
}

/** Whether the reader could give an own place back. */
export async function viewerCanLeave(ctx: RequestContext, shift: ActionShift): Promise<boolean> {
  if (shift.startsAt <= ctx.clock.now() || !(await viewerSignUp(ctx, shift.id))) return false;
  return (await shift.action.loadOrFail()).state === 'OPEN';
}

/** Waits for its turn, action first, so that a shift is neither removed nor called off meanwhile. */
async function lockOpenShift(ctx: RequestContext, shiftId: string) {
  const seen = await visibleShift(ctx, shiftId);
  // One person's own acts one after the other: two shifts at the same hour cannot both miss the clash.
  await ctx.em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 6))`, [signedIn(ctx).id]);
  const action = await holdAction(ctx, seen.action.id);
  action.assertState('OPEN');
  return { action, shift: await lockShift(ctx, shiftId) };
}

async function visibleShift(ctx: RequestContext, shiftId: string): Promise<ActionShift> {
  const shift = await ctx.em.findOne(ActionShift, shiftId);
  if (!shift) throw notFound();
  await getAction(ctx, shift.action.id);
  return shift;
}

async function assertFree(ctx: RequestContext, memberId: string, { startsAt, endsAt }: ActionShift): Promise<void> {
  const [shift] = await ctx.em.execute<{ title: string; at: string }[]>(
    `select a.title, s.starts_at as at from shift_sign_up u join action_shift s on s.id = u.shift_id
       join solidarity_action a on a.id = s.action_id
      where u.member_id = ? and a.state = 'OPEN' and s.starts_at < ? and s.ends_at > ? order by s.starts_at limit 1`,
    [memberId, endsAt, startsAt],
  );
  if (shift) throw new AppError('CLASHES', { title: shift.title, at: new Date(shift.at).toISOString(), with: 'SHIFT' });
  const help = await agreedHelpBetween(ctx, memberId, startsAt, endsAt);
  if (help) throw new AppError('CLASHES', { title: help.category, at: help.startsAt.toISOString(), with: 'HELP' });
}

async function countHours(
  ctx: RequestContext,
  action: SolidarityAction,
  signUps: ShiftSignUp[],
  shiftIds: ReadonlySet<string>,
): Promise<void> {
  for (const shiftId of shiftIds) {
    await forgetHours(ctx, 'SHIFT', shiftId);
    for (const { shift, member, minutes } of signUps) {
      if (shift.id !== shiftId || !minutes) continue;
      const given = {
        memberId: member.id,
        zoneId: action.zone.id,
        minutes,
        source: 'SHIFT',
        sourceId: shiftId,
      } as const;
      await recordHours(ctx, given);
    }
  }
}
