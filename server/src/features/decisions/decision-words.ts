import { notFound } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import {
  type AskedWithin,
  readWithin,
  type Translatable,
  type TranslatableField,
  type TranslatableSource,
} from '../../platform/translatable.ts';
import { writesAs } from '../consultations/index.ts';
import { Commitment, CommitmentStep } from './commitment.entity.ts';
import { type Decision, DecisionGround } from './decision.entity.ts';
import { commitmentsOf, decisionById, decisionInSight, groundsOf, type ReadDecision } from './decision.reading.ts';
import { longest } from './decisions.words.ts';

/** Other languages need more room for the same. */
const roomier = (length: number) => Math.ceil(length * 1.5);

const of = (
  ctx: RequestContext,
  decision: ReadDecision,
  language: Locale,
  fields: TranslatableSource['fields'],
): TranslatableSource => ({ language, fields, actorWrites: writesAs(ctx, decision.consultation.$) });

const filled = (fields: TranslatableField[]): TranslatableSource['fields'] =>
  fields.filter(({ words }) => words).map((one) => ({ ...one, longest: roomier(one.longest) }));

const wordsOfDecision = ({ words, reasons, body }: Decision) =>
  filled([
    { name: 'words', words, longest: longest.words },
    { name: 'reasons', words: reasons, longest: longest.reasons },
    { name: 'body', words: body, longest: longest.body },
  ]);
const wordsOfGround = ({ why }: DecisionGround) => filled([{ name: 'why', words: why, longest: longest.why }]);
const wordsOfCommitment = ({ words, owner }: Commitment) =>
  filled([
    { name: 'words', words, longest: longest.commitment },
    { name: 'owner', words: owner, longest: longest.owner },
  ]);
const wordsOfStep = ({ words }: CommitmentStep) => filled([{ name: 'words', words, longest: longest.step }]);

/** The decision about a consultation, where the reader sees it; null where it is written in the language asked for. */
async function decisionInto(ctx: RequestContext, consultationId: string, { locale }: AskedWithin) {
  const decision = await decisionInSight(ctx, consultationId);
  return decision?.language === locale ? null : decision;
}

/** Of a list that is short: those asked for. */
const asAsked = <One extends { id: string }>(all: readonly One[], { afterId, limit }: AskedWithin): One[] =>
  all
    .filter(({ id }) => !afterId || id > afterId)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit);

/** A decision, for those who translate its consultation; likewise what belongs to it. */
const translatableDecision: Translatable = {
  kind: 'DECISION',
  async find(ctx, id) {
    const decision = await decisionById(ctx, id);
    return of(ctx, decision, decision.language, wordsOfDecision(decision));
  },
  async within(ctx, consultationId, asked) {
    const decision = await decisionInto(ctx, consultationId, asked);
    return asAsked(decision ? [decision] : [], asked).map((one) => ({
      id: one.id,
      language: one.language,
      fields: wordsOfDecision(one),
    }));
  },
};

const translatableGround: Translatable = {
  kind: 'DECISION_GROUND',
  async find(ctx, id) {
    const ground = await ctx.em.findOne(DecisionGround, id);
    if (!ground) throw notFound();
    const decision = await decisionById(ctx, ground.decision.id);
    return of(ctx, decision, decision.language, wordsOfGround(ground));
  },
  async within(ctx, consultationId, asked) {
    const decision = await decisionInto(ctx, consultationId, asked);
    if (!decision) return [];
    const grounds = (await groundsOf(ctx, decision)).filter(({ why }) => why);
    const { language } = decision;
    return asAsked(grounds, asked).map((one) => ({ id: one.id, language, fields: wordsOfGround(one) }));
  },
};

const translatableCommitment: Translatable = {
  kind: 'COMMITMENT',
  async find(ctx, id) {
    const commitment = await ctx.em.findOne(Commitment, id);
    if (!commitment) throw notFound();
    const decision = await decisionById(ctx, commitment.decision.id);
    return of(ctx, decision, decision.language, wordsOfCommitment(commitment));
  },
  async within(ctx, consultationId, asked) {
    const decision = await decisionInto(ctx, consultationId, asked);
    if (!decision) return [];
    const { language } = decision;
    return asAsked(await commitmentsOf(ctx, decision), asked).map((one) => ({
      id: one.id,
      language,
      fields: wordsOfCommitment(one),
    }));
  },
};

const translatableStep: Translatable = {
  kind: 'COMMITMENT_STEP',
  async find(ctx, id) {
    const step = await ctx.em.findOne(CommitmentStep, id, { populate: ['commitment'] });
    if (!step) throw notFound();
    const decision = await decisionById(ctx, step.commitment.$.decision.id);
    return of(ctx, decision, step.language, wordsOfStep(step));
  },
  within: readWithin(async (ctx, consultationId, { other, after, page }) => {
    const decision = await decisionInSight(ctx, consultationId);
    if (!decision) return [];
    return ctx.em.find(CommitmentStep, { commitment: { decision: decision.id }, language: other, ...after }, page);
  }, wordsOfStep),
};

export const decisionTranslatables = [
  translatableDecision,
  translatableGround,
  translatableCommitment,
  translatableStep,
];
