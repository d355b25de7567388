import { audit } from '../../platform/audit.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { viewerMissing } from '../checks/index.ts';
import { lockShift, tellActionChanged } from './action-locks.ts';
import { tellShift } from './action-notices.ts';
import { ActionShift, ActionTask } from './action-shift.entity.ts';
import type { ActionShiftInput, ActionTaskInput } from './action-shift.type.ts';
import { most } from './actions.words.ts';
import { shiftTime, weeklyShiftTimes } from './shift-time.ts';
import type { SolidarityAction } from './solidarity-action.entity.ts';
import { editable, getAction } from './solidarity-action.service.ts';

/** Adds a task, or changes the one with this id. */
export async function saveTask(
  ctx: RequestContext,
  actionId: string,
  id: string | null,
  input: ActionTaskInput,
): Promise<ActionTask> {
  signedIn(ctx);
  const action = await editable(ctx, actionId);
  const known = id ? await ctx.em.findOne(ActionTask, { id, action: actionId }) : null;
  if (id && !known) throw notFound();
  const title = input.title.trim();
  if (!title) throw new AppError('REQUIRED', {}, 'input.title');
  const wanted = { title, words: input.words?.trim() || null, setting: input.setting };
  if (!known && (await ctx.em.count(ActionTask, { action: actionId })) >= most.tasks)
    throw new AppError('OUT_OF_RANGE', { max: most.tasks }, 'input.title');
  if (known && known.setting !== wanted.setting) await assertNobodySignedUp(ctx, known);
  const task = known ? Object.assign(known, wanted) : ctx.em.create(ActionTask, { action, ...wanted });
  await changed(ctx, action);
  return task;
}

/** Removes a task with its shifts; those who signed up are told. */
export async function removeTask(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  signedIn(ctx);
  const seen = await ctx.em.findOne(ActionTask, id);
  if (!seen) throw notFound();
  const action = await editable(ctx, seen.action.id);
  for (const shift of await ctx.em.find(ActionShift, { task: id }, { orderBy: { id: 'asc' } }))
    await takeAway(ctx, action, await lockShift(ctx, shift.id));
  ctx.em.remove(seen);
  await changed(ctx, action);
  return action;
}

/** Adds a shift, with those of the following weeks if told so, or changes the one with this id; those who signed up are told. */
export async function saveShift(
  ctx: RequestContext,
  taskId: string,
  id: string | null,
  input: ActionShiftInput,
): Promise<ActionTask> {
  signedIn(ctx);
  const task = await ctx.em.findOne(ActionTask, taskId);
  if (!task) throw notFound();
  const action = await editable(ctx, task.action.id);
  if (id) await changeShift(ctx, action, taskId, id, input);
  else await addShifts(ctx, action, task, input);
  await changed(ctx, action);
  return task;
}

/** Removes a shift that has not begun; those who signed up are told. */
export async function removeShift(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  signedIn(ctx);
  const seen = await ctx.em.findOne(ActionShift, id);
  if (!seen) throw notFound();
  const action = await editable(ctx, seen.action.id);
  await takeAway(ctx, action, await lockShift(ctx, id));
  await changed(ctx, action);
  return action;
}

/** The tasks of an action in the order they were added; whole lists in one statement. */
export const tasksOf = async (ctx: RequestContext, actionId: string) => (await batched(ctx, tasksById, actionId)) ?? [];

/** The shifts of a task by their time; whole lists in one statement. */
export const shiftsOf = async (ctx: RequestContext, taskId: string) => (await batched(ctx, shiftsById, taskId)) ?? [];

/** The action of a task, as far as the reader may see its action. */
export async function actionOf(ctx: RequestContext, task: ActionTask): Promise<SolidarityAction> {
  return getAction(ctx, task.action.id);
}

/** Which checks the reader lacks for a task. */
export const missingChecksOf = async (ctx: RequestContext, task: ActionTask) => viewerMissing(ctx, task.setting);

async function addShifts(
  ctx: RequestContext,
  action: SolidarityAction,
  task: ActionTask,
  input: ActionShiftInput,
): Promise<void> {
  const times = weeklyShiftTimes(input, ctx.clock.now());
  if ((await ctx.em.count(ActionShift, { action: action.id })) + times.length > most.shifts)
    throw new AppError('OUT_OF_RANGE', { max: most.shifts }, 'input.weeks');
  for (const time of times) ctx.em.create(ActionShift, { action, task, ...time, places: input.places, placesTaken: 0 });
}

async function changeShift(
  ctx: RequestContext,
  action: SolidarityAction,
  taskId: string,
  id: string,
  input: ActionShiftInput,
): Promise<void> {
  const shift = await lockShift(ctx, id);
  if (shift.task.id !== taskId) throw notFound();
  shift.assertNotBegun(ctx.clock.now());
  const time = shiftTime(input.date, input.from, input.until, ctx.clock.now());
  const moved = +time.startsAt !== +shift.startsAt || +time.endsAt !== +shift.endsAt;
  shift.change({ ...time, places: input.places });
  await ctx.em.flush();
  if (moved) await tellShift(ctx, action, shift);
}

async function takeAway(ctx: RequestContext, action: SolidarityAction, shift: ActionShift): Promise<void> {
  if (shift.placesTaken > 0) {
    shift.assertNotBegun(ctx.clock.now());
    await tellShift(ctx, action, shift);
  }
  ctx.em.remove(shift);
  await ctx.em.flush();
}

/** Who signed up in public has perhaps not the checks that a home needs. */
async function assertNobodySignedUp(ctx: RequestContext, task: ActionTask): Promise<void> {
  const taken = await ctx.em.count(ActionShift, { task: task.id, placesTaken: { $gt: 0 } });
  if (taken > 0) throw new AppError('WRONG_STATE', { state: 'SIGNED_UP' }, 'input.setting');
}

async function changed(ctx: RequestContext, action: SolidarityAction): Promise<void> {
  if (action.openedAt) audit(ctx, 'actions.edit', action.id);
  await ctx.em.flush();
  await tellActionChanged(ctx, action.id);
}

async function tasksById(ctx: RequestContext, actionIds: readonly string[]): Promise<Map<string, ActionTask[]>> {
  const tasks = await ctx.em.find(ActionTask, { action: { $in: [...actionIds] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(tasks, (task) => task.action.id);
}

async function shiftsById(ctx: RequestContext, taskIds: readonly string[]): Promise<Map<string, ActionShift[]>> {
  const where = { task: { $in: [...taskIds] } };
  const shifts = await ctx.em.find(ActionShift, where, { orderBy: { startsAt: 'asc', id: 'asc' } });
  return Map.groupBy(shifts, (shift) => shift.task.id);
}
