import { can, hasScope, isMember } from '../../platform/authorization/rule.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { type ActionShift, ShiftSignUp } from './action-shift.entity.ts';
import { actionPolicy } from './actions.policy.ts';

/** The reader's place in a shift; whole lists in one statement. */
export async function viewerSignUp(ctx: RequestContext, shiftId: string): Promise<ShiftSignUp | null> {
  if (!isMember(ctx.actor) || !hasScope(ctx.actor, 'help:read')) return null;
  return (await batched(ctx, ownSignUps, shiftId)) ?? null;
}

/** Whether the reader has a place in some shift of an action; at hand where a list brought it along. */
export async function takesPart(ctx: RequestContext, action: { id: string; takesPart?: boolean }): Promise<boolean> {
  if (!isMember(ctx.actor)) return false;
  return action.takesPart ?? (await batched(ctx, ownActions, action.id)) ?? false;
}

/** Who signed up for a shift: for the organisers, and for those who signed up for it too. */
export async function peopleOf(ctx: RequestContext, shift: ActionShift): Promise<ShiftSignUp[]> {
  if (!isMember(ctx.actor)) return [];
  const organises = can(ctx.actor, actionPolicy.seePeople, await shift.action.loadOrFail());
  if (!organises && !(await viewerSignUp(ctx, shift.id))) return [];
  const people = (await batched(ctx, signUpsByShift, shift.id)) ?? [];
  if (organises) return people;
  const blocked = await ctx.blockedWith();
  return people.filter(({ member }) => !blocked.has(member.id));
}

/** Whether the reader may know whether this person came: the organisers and the person. */
export async function seesAttendance(ctx: RequestContext, signUp: ShiftSignUp): Promise<boolean> {
  if (isMember(ctx.actor) && ctx.actor.id === signUp.member.id) return true;
  const shift = await signUp.shift.loadOrFail();
  return can(ctx.actor, actionPolicy.seePeople, await shift.action.loadOrFail());
}

/** The reader's places in shifts: those to come by their time, or those that are over, the latest first. */
export async function listMyShifts(
  ctx: RequestContext,
  past: boolean,
  first: number,
  after: string | null,
): Promise<Connection<ShiftSignUp>> {
  authorize(ctx, actionPolicy.listMine);
  const asked = page(first, after);
  const direction = past ? 'desc' : 'asc';
  const cursor = asked.afterId
    ? `and (s.starts_at, u.id) ${past ? '<' : '>'} (select cs.starts_at, cu.id from shift_sign_up cu join action_shift cs on cs.id = cu.shift_id where cu.id = ?)`
    : '';
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select u.id from shift_sign_up u join action_shift s on s.id = u.shift_id join solidarity_action a on a.id = s.action_id
      where u.member_id = ? and a.hidden_at is null and ${past ? `(s.ends_at <= ? or a.state <> 'OPEN')` : `s.ends_at > ? and a.state = 'OPEN'`}
        ${cursor} order by s.starts_at ${direction}, u.id ${direction} limit ?`,
    [signedIn(ctx).id, ctx.clock.now(), ...(asked.afterId ? [asked.afterId] : []), asked.limit + 1],
  );
  const found = await ctx.em.find(
    ShiftSignUp,
    { id: { $in: rows.map(({ id }) => id) } },
    { populate: ['shift.task', 'shift.action'] },
  );
  const byId = new Map(found.map((signUp) => [signUp.id, signUp]));
  return connection(
    rows.flatMap(({ id }) => byId.get(id) ?? []),
    asked,
  );
}

async function ownSignUps(ctx: RequestContext, shiftIds: readonly string[]): Promise<Map<string, ShiftSignUp>> {
  const rows = await ctx.em.find(ShiftSignUp, { shift: { $in: [...shiftIds] }, member: signedIn(ctx).id });
  return new Map(rows.map((signUp) => [signUp.shift.id, signUp]));
}

async function ownActions(ctx: RequestContext, actionIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select distinct s.action_id as id from shift_sign_up u join action_shift s on s.id = u.shift_id
      where u.member_id = ? and s.action_id = any(string_to_array(?, ',')::uuid[])`,
    [signedIn(ctx).id, actionIds.join(',')],
  );
  return new Map(rows.map(({ id }) => [id, true]));
}

async function signUpsByShift(ctx: RequestContext, shiftIds: readonly string[]): Promise<Map<string, ShiftSignUp[]>> {
  const rows = await ctx.em.find(ShiftSignUp, { shift: { $in: [...shiftIds] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(rows, (signUp) => signUp.shift.id);
}
