import type { RequestContext } from '../../platform/graphql/context.ts';
import { isCounted, participantsAtLeast } from '../consultations/index.ts';
import { groundsOf, type ReadDecision } from './decision.reading.ts';
import { heardOn } from './decided-on.ts';
import type { DecisionNeed } from './decisions.words.ts';
import { saidIn } from './grounds.ts';

/** What a draft still lacks before everybody may read it, in the order of its form; empty: it is ready. */
export async function decisionNeedsOf(ctx: RequestContext, decision: ReadDecision): Promise<DecisionNeed[]> {
  const { consultation, outcome } = decision;
  const lacks = new Map<DecisionNeed, boolean>([
    ['CLOSED', consultation.$.stageAt(ctx.clock.now()) !== 'CLOSED'],
    ['COUNT', !(await isCounted(ctx, consultation.id))],
    ['WORDS', !decision.words],
    ['REASONS', !decision.reasons],
    ['BODY', !decision.body],
    ['DECIDED_ON', !decision.decidedOn || decision.decidedOn < (await heardOn(ctx, consultation.$))],
    ['FOLLOWED', outcome === 'FOLLOWS' && (await lacksFollowed(ctx, decision))],
    ['GROUNDS', outcome !== 'FOLLOWS' && (await lacksGrounds(ctx, decision))],
  ]);
  return [...lacks].filter(([, isLacking]) => isLacking).map(([need]) => need);
}

/**
 * Who follows what people said names something of it. Where there is nothing to follow, the reasons are enough: nobody proposed
 * anything, and so few took part that no figure is told.
 */
async function lacksFollowed(ctx: RequestContext, decision: ReadDecision): Promise<boolean> {
  if ((await groundsOf(ctx, decision)).some(({ stance }) => stance === 'FOLLOWS')) return false;
  const said = await saidIn(ctx, decision.consultation.id);
  if (said.some(({ kind }) => kind === 'PROPOSAL')) return true;
  return said.length > 0 && (await participantsAtLeast(ctx, decision.consultation.id)) !== null;
}

/** Who departs from what people said, wholly or in part, says from what; where nothing is written down, the reasons say it. */
async function lacksGrounds(ctx: RequestContext, decision: ReadDecision): Promise<boolean> {
  if ((await groundsOf(ctx, decision)).some(({ stance }) => stance === 'DEPARTS')) return false;
  return (await saidIn(ctx, decision.consultation.id)).length > 0;
}
