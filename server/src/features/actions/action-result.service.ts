import { audit } from '../../platform/audit.ts';
import { AppError } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { attach, type AttachmentSubject } from '../attachments/index.ts';
import { lockAction, tellActionChanged } from './action-locks.ts';
import { tellComing } from './action-notices.ts';
import { actionPolicy } from './actions.policy.ts';
import { most } from './actions.words.ts';
import { forgetMeetingPoint } from './meeting-point.service.ts';
import { markAll } from './shift.service.ts';
import { ActionResult, type SolidarityAction } from './solidarity-action.entity.ts';
import { getAction, isRefusal } from './solidarity-action.service.ts';
import type { ActionResultInput } from './solidarity-action.type.ts';

/** Ends an action with its result; people and hours follow from who came, and who was still to come is told. */
export async function closeAction(
  ctx: RequestContext,
  id: string,
  input: ActionResultInput,
): Promise<SolidarityAction> {
  signedIn(ctx);
  await getAction(ctx, id);
  const action = await lockAction(ctx, id);
  authorize(ctx, actionPolicy.close, action);
  const words = input.words.trim();
  if (!words) throw new AppError('REQUIRED', {}, 'input.words');
  action.close(ctx.clock.now());
  await markAll(ctx, action, input.attendance ?? []);
  const { people, minutes } = await givenIn(ctx, id);
  const result = ctx.em.create(ActionResult, {
    action,
    words,
    language: ctx.locale,
    reachedAmount: action.targetAmount == null ? null : (input.reachedAmount ?? null),
    people: Math.max(people, input.people ?? 0),
    minutes,
    createdAt: ctx.clock.now(),
  });
  audit(ctx, 'actions.close', id);
  await forgetMeetingPoint(ctx, id);
  await ctx.em.flush();
  await attach(ctx, {
    subjectKind: resultSubject.kind,
    subjectId: result.id,
    ids: input.photoIds ?? [],
    max: most.photos,
    kind: 'PHOTO',
    field: 'input.photoIds',
  });
  await tellComing(ctx, action);
  await tellActionChanged(ctx, id);
  return action;
}

/** Photos of a result are for those who may see the action. */
export const resultSubject: AttachmentSubject = {
  kind: 'ACTION_RESULT',
  async mayRead(ctx, id) {
    const result = await ctx.em.findOne(ActionResult, id);
    return result ? getAction(ctx, result.action.id).then(Boolean, isRefusal) : false;
  },
};

/** What came of an action; whole lists in one statement. */
export const resultOf = async (ctx: RequestContext, actionId: string) =>
  (await batched(ctx, resultsById, actionId)) ?? null;

async function givenIn(ctx: RequestContext, actionId: string): Promise<{ people: number; minutes: number }> {
  const [row] = await ctx.em.execute<{ people: number; minutes: number }[]>(
    `select count(distinct u.member_id)::int as people, coalesce(sum(u.minutes), 0)::int as minutes
       from shift_sign_up u join action_shift s on s.id = u.shift_id where s.action_id = ? and u.came`,
    [actionId],
  );
  return row ?? { people: 0, minutes: 0 };
}

async function resultsById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ActionResult>> {
  const rows = await ctx.em.find(ActionResult, { action: { $in: [...ids] } });
  return new Map(rows.map((result) => [result.action.id, result]));
}
