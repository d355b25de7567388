import { audit } from '../../platform/audit.ts';
import { hasRoleIn, isMember } from '../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { watch } from '../../platform/graphql/watch.ts';
import { attach, type AttachmentSubject } from '../attachments/index.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Organisation } from '../organisations/index.ts';
import { lockAction, tellActionChanged } from './action-locks.ts';
import { tellParticipants, tellProposer, tellWhoAnswers } from './action-notices.ts';
import { actionPolicy, isPublic } from './actions.policy.ts';
import { longest, most } from './actions.words.ts';
import { type ActionRow, findActions } from './listed-actions.query.ts';
import { forgetMeetingPoint, keepMeetingPoint } from './meeting-point.service.ts';
import { SolidarityAction } from './solidarity-action.entity.ts';
import type { SolidarityActionFilter, SolidarityActionInput } from './solidarity-action.type.ts';

/** Public actions: those with the next shift first, then proposals, then what is done. */
export async function listActions(
  ctx: RequestContext,
  filter: SolidarityActionFilter | null,
  first: number,
  after: string | null,
): Promise<Connection<ActionRow> & { filter: SolidarityActionFilter | null }> {
  authorize(ctx, actionPolicy.list);
  const asked = page(first, after);
  return { ...connection(await findActions(ctx, filter, asked), asked), filter };
}

/** One action: anybody's while it is public, else for its proposer and those who answer for it. */
export async function getAction(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  const action = await ctx.em.findOne(SolidarityAction, id);
  if (!action) throw notFound();
  if (!isMember(ctx.actor) && !isPublic(action)) throw notFound();
  if (await isBlocked(ctx, action)) throw notFound();
  authorize(ctx, actionPolicy.see, action);
  return action;
}

/** Photos of an action are for those who may see it. */
export const actionSubject: AttachmentSubject = {
  kind: 'SOLIDARITY_ACTION',
  mayRead: (ctx, id) => getAction(ctx, id).then(Boolean, isRefusal),
};

/** What the reader proposed and what the reader's organisations hold, newest first. */
export async function listMyActions(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<SolidarityAction>> {
  authorize(ctx, actionPolicy.listMine);
  const asked = page(first, after);
  const where = {
    $or: [{ proposer: signedIn(ctx).id }, { organisation: { $in: organisationsToActFor(ctx) } }],
    ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}),
  };
  return connection(
    await ctx.em.find(SolidarityAction, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }),
    asked,
  );
}

/** Organisations for which the reader may organise, by id. */
export function organisationsToActFor(ctx: RequestContext): string[] {
  const { actor } = ctx;
  if (!isMember(actor)) return [];
  return [...actor.organisations.keys()].filter((id) => hasRoleIn(actor, id, 'COORDINATOR', 'STAFF'));
}

/** Proposes an action; an organisation may be wished for, and hears of it. The words are in the language of the interface. */
export async function proposeAction(
  ctx: RequestContext,
  input: SolidarityActionInput,
  organisationId: string | null,
): Promise<SolidarityAction> {
  authorize(ctx, actionPolicy.propose);
  const organisation = organisationId ? await ctx.em.findOne(Organisation, organisationId) : null;
  if (organisationId && !organisation) throw new AppError('INVALID_INPUT', {}, 'organisationId');
  const action = await create(ctx, input, organisation, 'PROPOSED');
  await tellWhoAnswers(ctx, action);
  return action;
}

/** Begins an action of an organisation, open at once. */
export async function openAction(
  ctx: RequestContext,
  organisationId: string,
  input: SolidarityActionInput,
): Promise<SolidarityAction> {
  authorize(ctx, actionPolicy.open, { organisationId });
  const action = await create(ctx, input, await ctx.em.findOneOrFail(Organisation, organisationId), 'OPEN');
  audit(ctx, 'actions.open', action.id);
  return action;
}

export async function updateAction(
  ctx: RequestContext,
  id: string,
  input: SolidarityActionInput,
): Promise<SolidarityAction> {
  const action = await editable(ctx, id);
  Object.assign(action, fieldsOf(input));
  action.language = ctx.locale;
  ctx.em.assign(action, { zone: await zoneOf(ctx, input) });
  await keepMeetingPoint(ctx, action, input.meetingPoint ?? null);
  if (action.openedAt) audit(ctx, 'actions.edit', id);
  await ctx.em.flush();
  await attachPhotos(ctx, action.id, input);
  await tellActionChanged(ctx, id);
  return action;
}

/** An organisation takes a proposal on and opens it. */
export async function takeOnAction(ctx: RequestContext, id: string, organisationId: string): Promise<SolidarityAction> {
  await getAction(ctx, id);
  const action = await lockAction(ctx, id);
  authorize(ctx, actionPolicy.takeOn, { ...subject(action), organisationId });
  action.open(await ctx.em.findOneOrFail(Organisation, organisationId), ctx.clock.now());
  audit(ctx, 'actions.takeOn', id);
  await ctx.em.flush();
  await tellProposer(ctx, action, 'OPENED');
  await tellActionChanged(ctx, id);
  return action;
}

/** Says no to a proposal, with words. */
export async function declineAction(ctx: RequestContext, id: string, words: string): Promise<SolidarityAction> {
  await getAction(ctx, id);
  const action = await lockAction(ctx, id);
  authorize(ctx, actionPolicy.decline, action);
  action.decline(answer(words), ctx.locale, ctx.clock.now());
  audit(ctx, 'actions.decline', id);
  await forgetMeetingPoint(ctx, id);
  await ctx.em.flush();
  await tellProposer(ctx, action, 'DECLINED');
  await tellActionChanged(ctx, id);
  return action;
}

/** Calls an action off, with words; everybody who signed up is told. */
export async function cancelAction(ctx: RequestContext, id: string, words: string): Promise<SolidarityAction> {
  await getAction(ctx, id);
  const action = await lockAction(ctx, id);
  authorize(ctx, actionPolicy.cancel, action);
  action.cancel(answer(words), ctx.locale, ctx.clock.now());
  if (action.openedAt) audit(ctx, 'actions.cancel', id);
  await forgetMeetingPoint(ctx, id);
  await ctx.em.flush();
  await tellParticipants(ctx, action);
  await tellActionChanged(ctx, id);
  return action;
}

/** An action at each change, for those who may see it, as long as they may. */
export async function watchAction(ctx: RequestContext, id: string): Promise<AsyncGenerator<SolidarityAction, void>> {
  const payloads = ctx.live.subscribe(`action:${id}`, ctx.signal);
  await getAction(ctx, id);
  return watch(ctx, payloads, () => getAction(ctx, id));
}

/** The action for somebody who may change it now, held until the transaction ends. */
export async function editable(ctx: RequestContext, id: string): Promise<SolidarityAction> {
  await getAction(ctx, id);
  const action = await lockAction(ctx, id);
  authorize(ctx, actionPolicy.edit, action);
  action.assertState('PROPOSED', 'OPEN');
  return action;
}

/** Proposals of somebody with whom the reader is blocked; what an organisation holds is everybody's. */
const isBlocked = async (ctx: RequestContext, { proposer, openedAt }: SolidarityAction): Promise<boolean> =>
  !openedAt && proposer != null && (await ctx.blockedWith()).has(proposer.id);

/** For those who ask only whether: a refusal is a no, anything else stays a failure. */
export function isRefusal(error: unknown): false {
  if (error instanceof AppError) return false;
  throw error;
}

/** What the policies look at. */
const subject = ({ state, proposer, organisation, openedAt, hiddenAt }: SolidarityAction) => ({
  state,
  proposer,
  organisation,
  openedAt,
  hiddenAt,
});

async function create(
  ctx: RequestContext,
  input: SolidarityActionInput,
  organisation: Organisation | null,
  state: 'PROPOSED' | 'OPEN',
): Promise<SolidarityAction> {
  const now = ctx.clock.now();
  const action = ctx.em.create(SolidarityAction, {
    ...fieldsOf(input),
    state,
    language: ctx.locale,
    zone: await zoneOf(ctx, input),
    organisation,
    proposer: signedIn(ctx).id,
    createdAt: now,
    openedAt: state === 'OPEN' ? now : null,
  });
  await ctx.em.flush();
  await keepMeetingPoint(ctx, action, input.meetingPoint ?? null);
  await attachPhotos(ctx, action.id, input);
  return action;
}

const attachPhotos = (ctx: RequestContext, subjectId: string, { photoIds }: SolidarityActionInput) =>
  attach(ctx, {
    subjectKind: actionSubject.kind,
    subjectId,
    ids: photoIds ?? [],
    max: most.photos,
    kind: 'PHOTO',
    field: 'input.photoIds',
  });

function fieldsOf(input: SolidarityActionInput) {
  const said = (field: 'title' | 'words' | 'goal') => {
    const value = input[field].trim();
    if (!value) throw new AppError('REQUIRED', {}, `input.${field}`);
    return value;
  };
  const targetUnit = input.targetUnit?.trim() || null;
  if (input.targetAmount && !targetUnit) throw new AppError('REQUIRED', {}, 'input.targetUnit');
  return {
    title: said('title'),
    words: said('words'),
    goal: said('goal'),
    targetAmount: input.targetAmount ?? null,
    targetUnit: input.targetAmount ? targetUnit : null,
  };
}

async function zoneOf(ctx: RequestContext, input: SolidarityActionInput): Promise<Zone> {
  const zone = await ctx.em.findOne(Zone, input.zoneId);
  if (!zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  return zone;
}

function answer(words: string): string {
  const said = words.trim();
  if (!said) throw new AppError('REQUIRED', {}, 'words');
  if (said.length > longest.answer) throw new AppError('TOO_LONG', { max: longest.answer }, 'words');
  return said;
}
