import { can } from '../../platform/authorization/rule.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import { takesPart } from './action-people.service.ts';
import { actionPolicy } from './actions.policy.ts';
import type { ActionRow } from './listed-actions.query.ts';
import { MeetingPoint, type SolidarityAction } from './solidarity-action.entity.ts';

/** Where people meet, for those who take part and the organisers; each reading is noted. */
export async function readMeetingPoint(
  ctx: RequestContext,
  action: SolidarityAction | ActionRow,
): Promise<MeetingPoint | null> {
  if (ctx.actor.kind === 'visitor') return null;
  const { state, proposer, organisation, openedAt, hiddenAt } = action;
  const viewerTakesPart = await takesPart(ctx, action);
  const asked = { state, proposer, organisation, openedAt, hiddenAt, viewerTakesPart };
  if (!can(ctx.actor, actionPolicy.readMeetingPoint, asked)) return null;
  const point = await ctx.em.findOne(MeetingPoint, { action: action.id });
  if (point) {
    await ctx.em.execute(
      'insert into action_meeting_point_reading (id, action_id, reader_id, at) values (?, ?, ?, ?)',
      [newId(), action.id, ctx.actor.id, ctx.clock.now()],
    );
  }
  return point;
}

/** Sets, changes or takes away where people meet; for services that have authorized the change of the action. */
export async function keepMeetingPoint(
  ctx: RequestContext,
  action: SolidarityAction,
  given: string | null,
): Promise<void> {
  const words = given?.trim();
  const known = await ctx.em.findOne(MeetingPoint, { action: action.id });
  if (!words) {
    if (known) ctx.em.remove(known);
  } else if (known) {
    known.words = words;
    known.language = ctx.locale;
  } else {
    ctx.em.create(MeetingPoint, { action, words, language: ctx.locale });
  }
}

/** Nobody needs to know any more where people would have met. */
export async function forgetMeetingPoint(ctx: RequestContext, actionId: string): Promise<void> {
  await ctx.em.nativeDelete(MeetingPoint, { action: actionId });
}
