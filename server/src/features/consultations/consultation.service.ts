import type { QueryOrderMap } from '@mikro-orm/core';
import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { Consultation } from './consultation.entity.ts';
import { organisationsToAskFor } from './consultation.reading.ts';
import { consultationPolicy } from './consultations.policy.ts';
import type { ConsultationStage } from './consultations.words.ts';

type PublicStage = Exclude<ConsultationStage, 'DRAFT'>;
interface Sorted {
  by: 'closesAt' | 'opensAt';
  order: 'asc' | 'desc';
}

/** Which comes first: what ends soonest, what begins soonest, what ended last. */
const sorting: Record<PublicStage, Sorted> = {
  OPEN: { by: 'closesAt', order: 'asc' },
  COMING: { by: 'opensAt', order: 'asc' },
  CLOSED: { by: 'closesAt', order: 'desc' },
};

/** Published consultations that stand at a stage. */
export async function listConsultations(
  ctx: RequestContext,
  stage: PublicStage,
  first: number,
  after: string | null,
): Promise<Connection<Consultation>> {
  authorize(ctx, consultationPolicy.list);
  const asked = page(first, after);
  const now = ctx.clock.now();
  const { by, order } = sorting[stage];
  const at = {
    OPEN: { opensAt: { $lte: now }, closesAt: { $gt: now } },
    COMING: { opensAt: { $gt: now } },
    CLOSED: { closesAt: { $lte: now } },
  }[stage];
  const last = asked.afterId ? await ctx.em.findOne(Consultation, asked.afterId) : null;
  const beyond = order === 'asc' ? '$gt' : '$lt';
  const further = last && {
    $or: [{ [by]: { [beyond]: last[by] } }, { [by]: last[by], id: { [beyond]: last.id } }],
  };
  const rows = await ctx.em.find(
    Consultation,
    { $and: [{ state: 'PUBLISHED', hiddenAt: null }, at, ...(further ? [further] : [])] },
    { orderBy: [{ [by]: order }, { id: order }] as QueryOrderMap<Consultation>[], limit: asked.limit + 1 },
  );
  return connection(rows, asked);
}

/** All consultations of the organisations one works for, drafts with them: the newest first. */
export async function listMyConsultations(
  ctx: RequestContext,
  first: number,
  after: string | null,
): Promise<Connection<Consultation>> {
  authorize(ctx, consultationPolicy.listMine);
  const asked = page(first, after);
  const rows = await ctx.em.find(
    Consultation,
    { organisation: { $in: organisationsToAskFor(ctx) }, ...(asked.afterId ? { id: { $lt: asked.afterId } } : {}) },
    { orderBy: { id: 'desc' }, limit: asked.limit + 1 },
  );
  return connection(rows, asked);
}
