import type { RequestContext } from '../../platform/graphql/context.ts';
import { isCounted } from '../consultations/index.ts';
import { groundsOf, type ReadDecision } from './decision.reading.ts';
import type { DecisionNeed } from './decisions.words.ts';

/** What a draft still lacks before everybody may read it, in the order of its form; empty: it is ready. */
export async function decisionNeedsOf(ctx: RequestContext, decision: ReadDecision): Promise<DecisionNeed[]> {
  const { consultation, outcome } = decision;
  const lacks = new Map<DecisionNeed, boolean>([
    ['CLOSED', consultation.$.stageAt(ctx.clock.now()) !== 'CLOSED'],
    ['COUNT', !(await isCounted(ctx, consultation.id))],
    ['WORDS', !decision.words],
    ['REASONS', !decision.reasons],
    ['BODY', !decision.body],
    ['DECIDED_ON', !decision.decidedOn],
    // Who departs from what people said, wholly or in part, says from what.
    ['GROUNDS', outcome !== 'FOLLOWS' && !(await groundsOf(ctx, decision)).some(({ stance }) => stance === 'DEPARTS')],
  ]);
  return [...lacks].filter(([, isLacking]) => isLacking).map(([need]) => need);
}
