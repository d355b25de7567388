import { LockMode } from '@mikro-orm/core';
import { can } from '../../../platform/authorization/rule.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import { authorizeFound, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { peopleWhoCame } from '../../events/index.ts';
import { translated, type TranslatedText } from '../../translations/index.ts';
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

/** Questions that everybody reads. */
export const shown = { hiddenAt: null, takenDownAt: null };

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
  const { signed, canRun } = await standingOf(ctx, item);
  if (!signed && !canRun) return [];
  const hands = (await batched(ctx, handsOfAll, item.id)) ?? [];
  return canRun ? hands : hands.slice(0, 1);
}

/** What was said and decided about an item: for everybody once it is signed, before that for those who run it. */
export async function recordOf(ctx: RequestContext, item: AgendaItem): Promise<TranslatedText | null> {
  const { signed, canRun } = await standingOf(ctx, item);
  const { id, record, recordLanguage: language } = item;
  return signed || canRun ? translated(ctx, { id, language }, 'record', record) : null;
}

/** An item as it was written, for those who run the assembly. */
export async function writtenItem(ctx: RequestContext, item: AgendaItem): Promise<AgendaItem | null> {
  return (await standingOf(ctx, item)).canRun ? item : null;
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

interface ItemStanding {
  signed: boolean;
  canRun: boolean;
}

/** How the reader stands to an item; whole agendas in one statement. */
const standingOf = async (ctx: RequestContext, { assembly }: AgendaItem): Promise<ItemStanding> =>
  (await batched(ctx, standingsOfAll, assembly.id)) ?? { signed: false, canRun: false };

async function standingsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ItemStanding>> {
  const found = await ctx.em.find(Assembly, { id: { $in: [...ids] } }, { populate: ['phase.consultation'] });
  return new Map(
    found.map(({ id, signedAt, phase }) => {
      const canRun = can(ctx.actor, consultationPolicy.runAssembly, subjectOf(phase.$.consultation.$));
      return [id, { signed: Boolean(signedAt), canRun }];
    }),
  );
}

async function handsOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, ShowOfHands[]>> {
  const found = await ctx.em.find(ShowOfHands, { item: { $in: [...ids] } }, { orderBy: { id: 'desc' } });
  return Map.groupBy(found, ({ item }) => item.id);
}
