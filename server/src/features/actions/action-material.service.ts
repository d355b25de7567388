import { can } from '../../platform/authorization/rule.ts';
import { audit } from '../../platform/audit.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { holdAction, lockMaterial, tellActionChanged } from './action-locks.ts';
import { ActionMaterial, MaterialPledge } from './action-material.entity.ts';
import type { ActionMaterialInput } from './action-shift.type.ts';
import { actionPolicy } from './actions.policy.ts';
import { most } from './actions.words.ts';
import type { SolidarityAction } from './solidarity-action.entity.ts';
import { editable, getAction } from './solidarity-action.service.ts';

/** Adds something an action needs, or changes the one with this id; never below what people bring already. */
export async function saveMaterial(
  ctx: RequestContext,
  actionId: string,
  id: string | null,
  input: ActionMaterialInput,
): Promise<ActionMaterial> {
  signedIn(ctx);
  const action = await editable(ctx, actionId);
  const what = input.what.trim();
  if (!what) throw new AppError('REQUIRED', {}, 'input.what');
  if (!id && (await ctx.em.count(ActionMaterial, { action: actionId })) >= most.materials)
    throw new AppError('OUT_OF_RANGE', { max: most.materials }, 'input.what');
  const known = id ? await lockMaterial(ctx, id) : null;
  if (known && known.action.id !== actionId) throw notFound();
  known?.need(what, input.needed);
  const material = known ?? ctx.em.create(ActionMaterial, { action, what, needed: input.needed, pledged: 0 });
  await changed(ctx, action);
  return material;
}

/** Removes something that is not needed any more. */
export async function removeMaterial(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  signedIn(ctx);
  const seen = await ctx.em.findOne(ActionMaterial, id);
  if (!seen) throw notFound();
  const action = await editable(ctx, seen.action.id);
  ctx.em.remove(await lockMaterial(ctx, id));
  await changed(ctx, action);
  return action;
}

/** Says how many pieces the reader brings; 0 takes it back. TOO_MUCH beyond what is missing. */
export async function pledgeMaterial(ctx: RequestContext, id: string, quantity: number): Promise<ActionMaterial> {
  authorize(ctx, actionPolicy.pledge);
  if (quantity < 0 || quantity > most.needed)
    throw new AppError('OUT_OF_RANGE', { min: 0, max: most.needed }, 'quantity');
  const seen = await ctx.em.findOne(ActionMaterial, id);
  if (!seen) throw notFound();
  await getAction(ctx, seen.action.id);
  const action = await holdAction(ctx, seen.action.id);
  action.assertState('OPEN');
  const material = await lockMaterial(ctx, id);
  await setPledge(ctx, material, signedIn(ctx).id, quantity);
  await tellActionChanged(ctx, action.id);
  return material;
}

/** Makes a member bring this many pieces; the material is locked. */
export async function setPledge(
  ctx: RequestContext,
  material: ActionMaterial,
  memberId: string,
  quantity: number,
): Promise<void> {
  const own = await ctx.em.findOne(MaterialPledge, { material: material.id, member: memberId }, { refresh: true });
  material.pledge(own?.quantity ?? 0, quantity);
  if (quantity === 0) {
    if (own) ctx.em.remove(own);
  } else if (own) {
    own.quantity = quantity;
  } else {
    ctx.em.create(MaterialPledge, { material, member: memberId, quantity });
  }
  await ctx.em.flush();
}

/** What an action needs, in the order it was added; whole lists in one statement. */
export const materialsOf = async (ctx: RequestContext, actionId: string) =>
  (await batched(ctx, materialsById, actionId)) ?? [];

/** How many pieces the reader brings. */
export async function viewerPledge(ctx: RequestContext, material: ActionMaterial): Promise<number> {
  if (ctx.actor.kind === 'visitor') return 0;
  return (await batched(ctx, ownPledges, material.id)) ?? 0;
}

/** Who brings what, for the organisers. */
export async function pledgesOf(ctx: RequestContext, material: ActionMaterial): Promise<MaterialPledge[]> {
  if (!can(ctx.actor, actionPolicy.seePeople, await material.action.loadOrFail())) return [];
  return (await batched(ctx, pledgesById, material.id)) ?? [];
}

/** Whether the reader could say to bring some of it, or change that. */
export async function viewerCanPledge(ctx: RequestContext, material: ActionMaterial): Promise<boolean> {
  const { state, hiddenAt } = await material.action.loadOrFail();
  if (state !== 'OPEN' || hiddenAt || !can(ctx.actor, actionPolicy.pledge, undefined)) return false;
  return material.left > 0 || (await viewerPledge(ctx, material)) > 0;
}

async function changed(ctx: RequestContext, action: SolidarityAction): Promise<void> {
  if (action.openedAt) audit(ctx, 'actions.edit', action.id);
  await ctx.em.flush();
  await tellActionChanged(ctx, action.id);
}

async function materialsById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ActionMaterial[]>> {
  const rows = await ctx.em.find(ActionMaterial, { action: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
  return Map.groupBy(rows, (material) => material.action.id);
}

async function ownPledges(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.em.find(MaterialPledge, { material: { $in: [...ids] }, member: signedIn(ctx).id });
  return new Map(rows.map(({ material, quantity }) => [material.id, quantity]));
}

async function pledgesById(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, MaterialPledge[]>> {
  const rows = await ctx.em.find(MaterialPledge, { material: { $in: [...ids] } }, { orderBy: { member: 'asc' } });
  return Map.groupBy(rows, ({ material }) => material.id);
}
