import { LockMode } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import type { Locale } from '../../../platform/locales.ts';
import { forgetTranslations } from '../../translations/index.ts';
import { type Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { longest, most } from '../consultations.words.ts';
import { BallotOption } from './ballot-option.entity.ts';

export interface GivenOption {
  text: string;
  costCents?: number | null;
}

/** The options of a vote in their order; of many votes in one statement. */
export const optionsOf = async (ctx: RequestContext, phaseId: string): Promise<BallotOption[]> =>
  (await batched(ctx, optionsOfAll, phaseId)) ?? [];

/** How many options there are at least before ballots are taken: one can be paid for, of others there must be a choice. */
export const fewestOptions = ({ ruleMethod, seats }: Consultation): number =>
  ruleMethod === 'EQUAL_SHARES' ? 1 : Math.max(2, (seats ?? 0) + 1);

/**
 * Whether a step is a vote that takes no ballots as long as there is too little to choose from. Only what is made of proposals can
 * lack it once a consultation is published.
 */
export async function waitsForOptions(
  ctx: RequestContext,
  { id, method, consultation }: ConsultationPhase,
): Promise<boolean> {
  if (method !== 'VOTE') return false;
  const rule = await loaded(consultation);
  return rule.ruleMethod === 'EQUAL_SHARES' && (await optionsOf(ctx, id)).length < fewestOptions(rule);
}

/** A step with a vote, of a consultation that the reader may see. */
export async function votePhase(
  ctx: RequestContext,
  phaseId: string,
): Promise<{ consultation: Consultation; phase: ConsultationPhase }> {
  const phase = await ctx.em.findOne(ConsultationPhase, { id: phaseId, method: 'VOTE' });
  if (!phase) throw notFound();
  return { phase, consultation: await getConsultation(ctx, phase.consultation.id) };
}

/**
 * What a draft puts to the vote, all of it, in its order. Rows stay with their place, so that a translation becomes outdated
 * instead of lost. WRONG_STATE once it is published; SAID_ALREADY for the same words twice.
 */
export async function setBallotOptions(
  ctx: RequestContext,
  phaseId: string,
  given: readonly GivenOption[],
  language: Locale,
): Promise<Consultation> {
  signedIn(ctx);
  const { consultation, phase } = await votePhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.editOptions, subjectOf(consultation));
  await ctx.em.lock(consultation, LockMode.PESSIMISTIC_WRITE);
  consultation.assertState('DRAFT');
  const options = given.map(readOption);
  const words = options.map(({ text }) => text.toLowerCase());
  if (new Set(words).size !== words.length) throw new AppError('SAID_ALREADY', {}, 'options');
  const known = await ctx.em.find(BallotOption, { phase: phaseId }, { orderBy: { position: 'asc' } });
  options.forEach((fields, position) => {
    const option = known[position];
    if (option) ctx.em.assign(option, { ...fields, language });
    else ctx.em.create(BallotOption, { ...fields, phase, position, language });
  });
  for (const option of known.slice(options.length)) {
    ctx.em.remove(option);
    await forgetTranslations(ctx, option.id);
  }
  audit(ctx, 'consultations.editOptions', consultation.id);
  await ctx.em.flush();
  return consultation;
}

function readOption({ text, costCents }: GivenOption) {
  const words = text.replace(/\s+/g, ' ').trim();
  if (!words) throw new AppError('REQUIRED', {}, 'options');
  if (words.length > longest.option) throw new AppError('TOO_LONG', { max: longest.option }, 'options');
  const cost = costCents ?? null;
  if (cost !== null && !(Number.isSafeInteger(cost) && cost >= 1 && cost <= most.budgetCents))
    throw new AppError('OUT_OF_RANGE', { maxCents: most.budgetCents }, 'options');
  return { text: words, costCents: cost };
}

async function optionsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, BallotOption[]>> {
  const options = await ctx.em.find(BallotOption, { phase: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  return Map.groupBy(options, (option) => option.phase.id);
}
