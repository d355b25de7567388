import { LockMode } from '@mikro-orm/core';
import { notFound } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { ActionMaterial } from './action-material.entity.ts';
import { ActionShift } from './action-shift.entity.ts';
import { SolidarityAction } from './solidarity-action.entity.ts';

/** Reads an action anew and holds it until the transaction ends: organisers change one after the other. */
export async function lockAction(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  const found = await ctx.em.findOne(SolidarityAction, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!found) throw notFound();
  return found;
}

/** Holds an action as it is, together with others who do the same; it neither ends nor changes meanwhile. */
export async function holdAction(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  const found = await ctx.em.findOne(SolidarityAction, id, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
  if (!found) throw notFound();
  return found;
}

/** Reads a shift anew and holds it; its action comes first, so that nobody waits for each other. */
export async function lockShift(ctx: RequestContext, id: string): Promise<ActionShift> {
  const found = await ctx.em.findOne(ActionShift, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!found) throw notFound();
  return found;
}

/** Reads a material anew and holds it, after its action. */
export async function lockMaterial(ctx: RequestContext, id: string): Promise<ActionMaterial> {
  const found = await ctx.em.findOne(ActionMaterial, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!found) throw notFound();
  return found;
}

/** Tells open pages that something about an action changed, when the transaction commits. */
export const tellActionChanged = (ctx: RequestContext, actionId: string): Promise<void> =>
  ctx.live.publish(ctx.em, `action:${actionId}`, actionId);
