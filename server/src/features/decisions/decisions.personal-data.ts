import type { PersonalData } from '../../platform/personal-data.ts';
import { CommitmentStep } from './commitment.entity.ts';
import { Decision } from './decision.entity.ts';

/** Decisions and news of commitments that a person wrote for an organisation; they stay, without the person. */
export const decisionsPersonalData: PersonalData = {
  feature: 'decisions',

  async collect(ctx, memberId) {
    const written = await ctx.em.find(Decision, { createdBy: memberId }, { orderBy: { id: 'asc' } });
    const steps = await ctx.em.find(CommitmentStep, { by: memberId }, { orderBy: { id: 'asc' } });
    return {
      written: written.map(({ id, state, words, reasons, createdAt }) => ({ id, state, words, reasons, createdAt })),
      steps: steps.map(({ state, words, at }) => ({ state, words, at })),
    };
  },

  async release(ctx, memberId) {
    await ctx.em.nativeUpdate(Decision, { createdBy: memberId }, { createdBy: null });
    await ctx.em.nativeUpdate(CommitmentStep, { by: memberId }, { by: null });
  },
};
