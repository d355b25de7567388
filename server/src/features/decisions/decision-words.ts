import { notFound } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import type { Translatable, TranslatableSource } from '../../platform/translatable.ts';
import { writesAs } from '../consultations/index.ts';
import { Commitment, CommitmentStep } from './commitment.entity.ts';
import { DecisionGround } from './decision.entity.ts';
import { decisionById, type ReadDecision } from './decision.reading.ts';
import { longest } from './decisions.words.ts';

/** Other languages need more room for the same. */
const roomier = (length: number) => Math.ceil(length * 1.5);

const of = (
  ctx: RequestContext,
  decision: ReadDecision,
  language: Locale,
  fields: TranslatableSource['fields'],
): TranslatableSource => ({
  language,
  fields: fields.filter(({ words }) => words).map((one) => ({ ...one, longest: roomier(one.longest) })),
  actorWrites: writesAs(ctx, decision.consultation.$),
});

/** A decision, for those who translate its consultation; likewise what belongs to it. */
const translatableDecision: Translatable = {
  kind: 'DECISION',
  async find(ctx, id) {
    const decision = await decisionById(ctx, id);
    const { words, reasons, language } = decision;
    return of(ctx, decision, language, [
      { name: 'words', words, longest: longest.words },
      { name: 'reasons', words: reasons, longest: longest.reasons },
    ]);
  },
};

const translatableGround: Translatable = {
  kind: 'DECISION_GROUND',
  async find(ctx, id) {
    const ground = await ctx.em.findOne(DecisionGround, id);
    if (!ground) throw notFound();
    const decision = await decisionById(ctx, ground.decision.id);
    return of(ctx, decision, decision.language, [{ name: 'why', words: ground.why, longest: longest.why }]);
  },
};

const translatableCommitment: Translatable = {
  kind: 'COMMITMENT',
  async find(ctx, id) {
    const commitment = await ctx.em.findOne(Commitment, id);
    if (!commitment) throw notFound();
    const decision = await decisionById(ctx, commitment.decision.id);
    const { words } = commitment;
    return of(ctx, decision, decision.language, [{ name: 'words', words, longest: longest.commitment }]);
  },
};

const translatableStep: Translatable = {
  kind: 'COMMITMENT_STEP',
  async find(ctx, id) {
    const step = await ctx.em.findOne(CommitmentStep, id, { populate: ['commitment'] });
    if (!step) throw notFound();
    const decision = await decisionById(ctx, step.commitment.$.decision.id);
    return of(ctx, decision, step.language, [{ name: 'words', words: step.words, longest: longest.step }]);
  },
};

export const decisionTranslatables = [
  translatableDecision,
  translatableGround,
  translatableCommitment,
  translatableStep,
];
