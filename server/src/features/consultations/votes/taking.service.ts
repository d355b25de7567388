import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { forgetTranslations, lendTranslations, relendTranslations } from '../../translations/index.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { mayDo, phasesOf, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { type BudgetStanding, most } from '../consultations.words.ts';
import { Proposal } from '../proposals/proposal.entity.ts';
import { proposalsWithEstimates } from '../proposals/listed-proposals.query.ts';
import { BallotOption } from './ballot-option.entity.ts';
import { optionsOf, votePhase, waitsForOptions } from './options.service.ts';

/** A published proposal, and whether a budget vote can have it. */
export interface BudgetProposal {
  proposal: Proposal;
  /** The most that staff think it costs; none: nobody has said. */
  costCents: number | null;
  standing: BudgetStanding;
}

/** Whether the reader could make options of the proposals that were collected before. */
export async function mayTakeProposals(ctx: RequestContext, consultation: Consultation): Promise<boolean> {
  if (!mayDo(ctx, 'edit', consultation)) return false;
  return takesProposals(ctx, consultation);
}

/** Whether a vote lacks options for good: no proposals stand, and none are collected any more. */
export async function cannotOpen(ctx: RequestContext, phase: ConsultationPhase): Promise<boolean> {
  if (!(await waitsForOptions(ctx, phase))) return false;
  const consultation = await loaded(phase.consultation);
  if (!(await takesProposals(ctx, consultation))) return false;
  const steps = collectedBefore(consultation, await phasesOf(ctx, consultation));
  if (steps.some(({ closesAt }) => closesAt > ctx.clock.now())) return false;
  const standing = { phase: { $in: steps.map(({ id }) => id) }, state: 'PUBLISHED' as const, hiddenAt: null };
  return (await ctx.em.count(Proposal, standing)) === 0;
}

/** The steps before a budget vote in which proposals are collected; they may become its options. */
export function collectedBefore(
  { ruleMethod }: Consultation,
  phases: readonly ConsultationPhase[],
): ConsultationPhase[] {
  const vote = phases.findIndex(({ method }) => method === 'VOTE');
  return ruleMethod === 'EQUAL_SHARES' ? phases.slice(0, vote + 1).filter(({ method }) => method === 'PROPOSALS') : [];
}

/** What a budget vote can take over, the most supported first. Organisers. */
export async function listBudgetProposals(ctx: RequestContext, phaseId: string): Promise<BudgetProposal[]> {
  signedIn(ctx);
  const { consultation } = await votePhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.editOptions, subjectOf(consultation));
  return budgetProposals(ctx, consultation, await optionsOf(ctx, phaseId));
}

/**
 * Published proposals with an estimate become options of the budget vote, with what they cost at most and their words in every
 * language. However often: each once; what was estimated anew costs that, and what was merged since is no option any more.
 * WRONG_STATE before the consultation opens and from the opening of the vote on; a vote without options opens with them.
 */
export async function takeProposals(ctx: RequestContext, phaseId: string): Promise<Consultation> {
  signedIn(ctx);
  const { consultation, phase } = await votePhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.editOptions, subjectOf(consultation));
  // In this order everywhere: the proposals, then the vote. Its first voters wait, and read all options.
  await holdProposals(ctx, consultation);
  await ctx.em.lock(phase, LockMode.PESSIMISTIC_WRITE);
  if (!(await takesProposals(ctx, consultation)))
    throw new AppError('WRONG_STATE', { state: consultation.stageAt(ctx.clock.now()) });
  const known = await ctx.em.find(BallotOption, { phase: phaseId }, { orderBy: { position: 'asc' } });
  const taken = (await budgetProposals(ctx, consultation, known)).filter(canBeTaken);
  await putOptions(ctx, phase, { known, were: known.filter(({ proposal }) => proposal), taken });
  audit(ctx, 'consultations.editOptions', consultation.id);
  await ctx.em.flush();
  return consultation;
}

/**
 * What changed about proposals changes their options until the vote opens: what they cost, and that they are none any more. One
 * that went into another leaves its place to it. What was taken once comes back when it can, as long as there is a place. The
 * proposals are held, and their change is written.
 */
export async function followProposals(
  ctx: RequestContext,
  consultation: Consultation,
  ids: readonly string[],
): Promise<void> {
  const phase = (await phasesOf(ctx, consultation)).find(({ method }) => method === 'VOTE');
  if (!phase || phase.opensAt <= ctx.clock.now()) return;
  if ((await ctx.em.count(Proposal, { id: { $in: [...ids] }, taken: true })) === 0) return;
  await ctx.em.lock(phase, LockMode.PESSIMISTIC_WRITE);
  const known = await ctx.em.find(BallotOption, { phase: phase.id }, { orderBy: { position: 'asc' } });
  const were = known.filter(({ proposal }) => proposal && ids.includes(proposal.id));
  const taken = (await budgetProposals(ctx, consultation, known))
    .filter((one) => ids.includes(one.proposal.id) && canBeTaken(one))
    .slice(0, most.options - known.length + were.length);
  await putOptions(ctx, phase, { known, were, taken });
}

/** How a proposal is called in a language its option is called, too, until the vote opens. */
export async function followTranslation(ctx: RequestContext, proposalId: string, locale: Locale): Promise<void> {
  // Whoever takes proposals at the same moment holds them, and then has written their options.
  await ctx.em.execute(`select 1 from proposal where id = ? for no key update`, [proposalId]);
  const toCome = { phase: { opensAt: { $gt: ctx.clock.now() } } };
  const options = await ctx.em.find(BallotOption, { proposal: proposalId, ...toCome });
  const pairs = options.map(({ id }) => ({ from: proposalId, to: id }));
  await relendTranslations(ctx, locale, title, optionText, pairs);
}

const canBeTaken = ({ standing }: BudgetProposal): boolean => standing === 'READY' || standing === 'TAKEN';

/** Of the options that were there for some proposals those go that are not taken; what is taken stands there as it is now. */
async function putOptions(
  ctx: RequestContext,
  phase: ConsultationPhase,
  { known, were, taken }: { known: BallotOption[]; were: BallotOption[]; taken: BudgetProposal[] },
): Promise<void> {
  const gone = were.filter((option) => !taken.some(({ proposal }) => proposal.id === option.proposal?.id));
  const kept = known.filter((option) => !gone.includes(option));
  for (const option of gone) {
    ctx.em.remove(option);
    await forgetTranslations(ctx, option.id);
  }
  await ctx.em.flush();
  const free = places.filter((place) => !kept.some(({ position }) => position === place));
  const pairs = taken.map(({ proposal, costCents }) => {
    proposal.taken = true;
    const fields = { text: proposal.title, language: proposal.language, costCents };
    const option = kept.find((one) => one.proposal?.id === proposal.id);
    if (option) return { from: proposal.id, to: ctx.em.assign(option, fields).id };
    const position = free.shift();
    if (position === undefined) throw new AppError('TOO_MANY_OPTIONS', { max: most.options });
    return {
      from: proposal.id,
      to: ctx.em.create(BallotOption, { ...fields, id: newId(), phase, proposal, position }).id,
    };
  });
  await ctx.em.flush();
  await lendTranslations(ctx, title, optionText, pairs);
}

const title = { field: 'title' };
const optionText = { kind: 'BALLOT_OPTION', field: 'text' };

const places = Array.from({ length: most.options }, (_, place) => place);

async function takesProposals(ctx: RequestContext, consultation: Consultation): Promise<boolean> {
  const now = ctx.clock.now();
  const phases = await phasesOf(ctx, consultation);
  const vote = phases.find(({ method }) => method === 'VOTE');
  if (!vote || vote.closesAt <= now || consultation.stageAt(now) !== 'OPEN') return false;
  if (collectedBefore(consultation, phases).length === 0) return false;
  return vote.opensAt > now || waitsForOptions(ctx, vote);
}

/** What is being merged, or estimated, is waited for; what comes later finds it on the ballot. */
async function holdProposals(ctx: RequestContext, consultation: Consultation): Promise<void> {
  const steps = collectedBefore(consultation, await phasesOf(ctx, consultation));
  await ctx.em.execute(
    `select 1 from proposal where phase_id = any(string_to_array(?, ',')::uuid[]) order by id for no key update`,
    [steps.map(({ id }) => id).join(',')],
  );
}

async function budgetProposals(
  ctx: RequestContext,
  consultation: Consultation,
  options: readonly BallotOption[],
): Promise<BudgetProposal[]> {
  const taken = new Map(options.map((option) => [option.proposal?.id, option]));
  const steps = collectedBefore(consultation, await phasesOf(ctx, consultation));
  const collected = await Promise.all(steps.map(({ id }) => proposalsWithEstimates(ctx, id)));
  return collected.flat().map(({ proposal, estimate }) => {
    const costCents = estimate?.toCents ?? null;
    if (costCents === null) return { proposal, costCents, standing: 'NO_ESTIMATE' };
    if (costCents > (consultation.budgetCents ?? 0)) return { proposal, costCents, standing: 'TOO_DEAR' };
    return { proposal, costCents, standing: taken.get(proposal.id)?.costCents === costCents ? 'TAKEN' : 'READY' };
  });
}
