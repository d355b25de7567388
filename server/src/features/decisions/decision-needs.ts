import type { RequestContext } from '../../platform/graphql/context.ts';
import { ConsultationPhase, isCounted, participantsAtLeast } from '../consultations/index.ts';
import { groundsOf, type ReadDecision } from './decision.reading.ts';
import { heardOn } from './decided-on.ts';
import type { DecisionNeed, GroundStance } from './decisions.words.ts';
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
    ['FOLLOWED', outcome === 'FOLLOWS' && (await lacksGround(ctx, decision, 'FOLLOWS'))],
    ['ANSWERED', outcome === 'UNANSWERED' && (await isAnswered(ctx, decision))],
    ['GROUNDS', (outcome === 'PARTLY' || outcome === 'DEPARTS') && (await lacksGround(ctx, decision, 'DEPARTS'))],
  ]);
  return [...lacks].filter(([, isLacking]) => isLacking).map(([need]) => need);
}

/**
 * Who follows what people said, or departs from it wholly or in part, names something of it. After an assembly alone nothing is
 * written down that could be named: there the reasons say it.
 */
async function lacksGround(ctx: RequestContext, decision: ReadDecision, needed: GroundStance): Promise<boolean> {
  if ((await groundsOf(ctx, decision)).some(({ stance }) => stance === needed)) return false;
  const consultation = decision.consultation.id;
  if ((await saidIn(ctx, consultation)).length > 0) return true;
  return (await ctx.em.count(ConsultationPhase, { consultation, method: 'ASSEMBLY' })) === 0;
}

/** That nobody answered, or hardly anybody, can be said where nothing is named that people said, nobody proposed anything and no figure of people is told. */
async function isAnswered(ctx: RequestContext, decision: ReadDecision): Promise<boolean> {
  if ((await groundsOf(ctx, decision)).length > 0) return true;
  const consultationId = decision.consultation.id;
  if ((await participantsAtLeast(ctx, consultationId)) !== null) return true;
  return (await saidIn(ctx, consultationId)).some(({ kind }) => kind === 'PROPOSAL');
}
