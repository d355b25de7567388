import { LockMode } from '@mikro-orm/core';
import { can } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { peopleWhoCame } from '../../events/index.ts';
import { type Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { getConsultation, subjectOf } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { minimumCell } from '../methods/suppression/releases.ts';
import { AgendaItem, Assembly, ShowOfHands } from './assembly.entity.ts';

export interface AssemblyPlace {
  consultation: Consultation;
  phase: ConsultationPhase;
}

/** An assembly as it stands: nothing is planned yet where there is no row of it. */
export interface AssemblyShown extends AssemblyPlace {
  id: string;
  assembly: Assembly | null;
  canRun: boolean;
}

/** A step with an assembly, of a consultation that the reader may see. */
export async function assemblyPhase(ctx: RequestContext, phaseId: string): Promise<AssemblyPlace> {
  const phase = await ctx.em.findOne(ConsultationPhase, { id: phaseId, method: 'ASSEMBLY' });
  if (!phase) throw notFound();
  return { phase, consultation: await getConsultation(ctx, phase.consultation.id) };
}

/** An assembly with its place, for everybody who may see the consultation. */
export async function getAssembly(ctx: RequestContext, phaseId: string): Promise<AssemblyShown> {
  const place = await assemblyPhase(ctx, phaseId);
  const assembly = await ctx.em.findOne(Assembly, { phase: phaseId });
  const canRun = can(ctx.actor, consultationPolicy.runAssembly, subjectOf(place.consultation));
  return { ...place, id: phaseId, assembly, canRun };
}

/** The assembly of a step, held until the transaction ends and begun if there is none, for those who run it. */
export async function holdAssembly(
  ctx: RequestContext,
  phaseId: string,
): Promise<AssemblyPlace & { assembly: Assembly }> {
  signedIn(ctx);
  const place = await assemblyPhase(ctx, phaseId);
  authorizeFound(ctx, consultationPolicy.runAssembly, subjectOf(place.consultation));
  await ctx.em.lock(place.phase, LockMode.PESSIMISTIC_WRITE);
  const found = await ctx.em.findOne(Assembly, { phase: phaseId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (found) return { ...place, assembly: found };
  const assembly = ctx.em.create(Assembly, { phase: place.phase, version: 1 });
  await ctx.em.flush();
  return { ...place, assembly };
}

/** An item of an agenda with its assembly, held for those who run it, while the minutes are not signed. */
export async function holdItem(
  ctx: RequestContext,
  itemId: string,
): Promise<AssemblyPlace & { assembly: Assembly; item: AgendaItem }> {
  signedIn(ctx);
  const known = await ctx.em.findOne(AgendaItem, itemId, { populate: ['assembly'] });
  if (!known) throw notFound();
  const place = await holdAssembly(ctx, known.assembly.$.phase.id);
  await ctx.em.refresh(place.assembly);
  place.assembly.assertOpen();
  const item = await ctx.em.findOne(AgendaItem, itemId, { refresh: true });
  if (!item) throw new AppError('CHANGED_MEANWHILE');
  return { ...place, item };
}

/** What an assembly talks about, in its order. */
export const itemsOf = (ctx: RequestContext, { assembly }: AssemblyShown): Promise<AgendaItem[]> =>
  assembly ? ctx.em.find(AgendaItem, { assembly: assembly.id }, { orderBy: { position: 'asc' } }) : Promise.resolve([]);

/** Counts of the hands about an item, the newest first: all for those who run it; of signed minutes the last, for everybody. */
export async function handsOf(ctx: RequestContext, item: AgendaItem): Promise<ShowOfHands[]> {
  const { assembly, canRun } = await shownOf(ctx, item);
  if (!assembly?.signedAt && !canRun) return [];
  return ctx.em.find(
    ShowOfHands,
    { item: item.id },
    { orderBy: { id: 'desc' }, ...(canRun ? {} : { limit: 1 }), populate: ['notedBy'] },
  );
}

/** What was said and decided about an item: for everybody once it is signed, before that for those who run it. */
export async function recordOf(ctx: RequestContext, item: AgendaItem): Promise<string | null> {
  const { assembly, canRun } = await shownOf(ctx, item);
  return assembly?.signedAt || canRun ? item.record : null;
}

/** How many people were let in at the door; null under five, and where no date is named. */
export async function attendanceShown(ctx: RequestContext, { assembly }: AssemblyShown): Promise<number | null> {
  if (!assembly?.date) return null;
  const people = await peopleWhoCame(ctx, assembly.date.id);
  return people < minimumCell ? null : people;
}

/** How many have signed the minutes as they stand. */
export async function signaturesOf(ctx: RequestContext, assembly: Assembly | null): Promise<number> {
  if (!assembly) return 0;
  const rows = await ctx.em.execute<unknown[]>(`select 1 from assembly_signature where assembly_id = ?`, [assembly.id]);
  return rows.length;
}

async function shownOf(ctx: RequestContext, item: AgendaItem): Promise<AssemblyShown> {
  const assembly = await item.assembly.loadOrFail();
  return getAssembly(ctx, assembly.phase.id);
}
