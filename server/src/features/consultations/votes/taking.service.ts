import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { forgetTranslations, lendTranslations } from '../../translations/index.ts';
import type { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { mayDo, phasesOf, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { type BudgetStanding, most } from '../consultations.words.ts';
import type { Proposal } from '../proposals/proposal.entity.ts';
import { proposalsWithEstimates } from '../proposals/proposals.service.ts';
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
  // The first voters wait, and read all of them.
  await ctx.em.lock(phase, LockMode.PESSIMISTIC_WRITE);
  if (!(await takesProposals(ctx, consultation)))
    throw new AppError('WRONG_STATE', { state: consultation.stageAt(ctx.clock.now()) });
  await holdProposals(ctx, consultation);
  const known = await ctx.em.find(BallotOption, { phase: phaseId }, { orderBy: { position: 'asc' } });
  const taken = (await budgetProposals(ctx, consultation, known)).filter(
    ({ standing }) => standing === 'READY' || standing === 'TAKEN',
  );
  const isTaken = (option: BallotOption) => taken.some(({ proposal }) => proposal.id === option.proposal?.id);
  const [kept, gone] = [
    known.filter((one) => !one.proposal || isTaken(one)),
    known.filter((one) => one.proposal && !isTaken(one)),
  ];
  for (const option of gone) {
    ctx.em.remove(option);
    await forgetTranslations(ctx, option.id);
  }
  await ctx.em.flush();
  const free = places.filter((place) => !kept.some(({ position }) => position === place));
  const pairs = taken.map(({ proposal, costCents }) => {
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
  audit(ctx, 'consultations.editOptions', consultation.id);
  await ctx.em.flush();
  await lendTranslations(ctx, { field: 'title' }, { kind: 'BALLOT_OPTION', field: 'text' }, pairs);
  return consultation;
}

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
    `select 1 from proposal where phase_id = any(string_to_array(?, ',')::uuid[]) order by id for share`,
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
