import type { Loaded } from '@mikro-orm/core';
import { audit } from '../../../platform/audit.ts';
import { AppError } from '../../../platform/errors.ts';
import { type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { type EventDate, getDate } from '../../events/index.ts';
import { Member } from '../../members/index.ts';
import { forgetTranslations } from '../../translations/index.ts';
import type { ConsultationPhase } from '../consultation.entity.ts';
import { plainLine, plainWords } from '../readable-words.ts';
import { tellAssemblyChanged } from './assembly-news.ts';
import { AgendaItem, type Assembly, ShowOfHands } from './assembly.entity.ts';
import { type AssemblyShown, getAssembly, holdAssembly, holdItem } from './assembly.reading.ts';
import { type ItemState, longestSaid, mostAt } from './assembly.words.ts';

export interface GivenItem {
  title: string;
  minutes?: number | null;
}

/**
 * What an assembly talks about, all of it, in its order, and the date of an event of the same organisation at which it meets.
 * WRONG_STATE once it has begun, also where hands or words are noted that would move to another topic, and for a date that was
 * called off; DATE_IN_PAST.
 */
export async function planAssembly(
  ctx: RequestContext,
  phaseId: string,
  version: number,
  given: { dateId: string | null; items: readonly GivenItem[] },
): Promise<AssemblyShown> {
  const { assembly, consultation, phase } = await holdAssembly(ctx, phaseId);
  const known = await ctx.em.find(AgendaItem, { assembly: assembly.id }, { orderBy: { position: 'asc' } });
  const noted = await ctx.em.find(ShowOfHands, { item: { assembly: assembly.id } }, { limit: 1 });
  const begun = known.find(({ state, record }) => state !== 'COMING' || record !== '');
  if (begun || noted.length > 0) throw new AppError('WRONG_STATE', { state: begun?.state ?? 'COMING' });
  assembly.changeFrom(version);
  const items = given.items.map(readItem);
  if (items.length === 0 && consultation.state === 'PUBLISHED') throw new AppError('REQUIRED', {}, 'items');
  if (items.length > mostAt.items) throw new AppError('TOO_MUCH', { max: mostAt.items }, 'items');
  const date = given.dateId ? await getDate(ctx, given.dateId) : null;
  if (date && date.event.$.organisation.id !== consultation.organisation.id)
    throw new AppError('INVALID_INPUT', {}, 'dateId');
  if (date && date.id !== assembly.date?.id) assertCanMeet(date, phase, ctx.clock.now());
  ctx.em.assign(assembly, { date });
  const rows = rowsOf(known, items);
  items.forEach((fields, position) => {
    const item = rows[position];
    if (item?.title === fields.title) ctx.em.assign(item, { ...fields, position });
    else if (item) ctx.em.assign(item, { ...fields, position, language: ctx.locale });
    else
      ctx.em.create(AgendaItem, {
        ...fields,
        assembly,
        position,
        language: ctx.locale,
        state: 'COMING',
        record: '',
        recordLanguage: ctx.locale,
      });
  });
  for (const item of known.filter((one) => !rows.includes(one))) {
    ctx.em.remove(item);
    await forgetTranslations(ctx, item.id);
  }
  await changed(ctx, assembly, 'consultations.planAssembly');
  return getAssembly(ctx, phaseId);
}

/** Where the assembly is: what is NOW is the only one, and what was so before is DONE. */
export async function setItemState(ctx: RequestContext, itemId: string, state: ItemState): Promise<AgendaItem> {
  const { assembly, item } = await holdItem(ctx, itemId);
  if (state === 'NOW')
    await ctx.em.nativeUpdate(
      AgendaItem,
      { assembly: assembly.id, state: 'NOW', id: { $ne: itemId } },
      { state: 'DONE' },
    );
  item.state = state;
  audit(ctx, 'consultations.setItemState', itemId);
  await ctx.em.flush();
  await tellAssemblyChanged(ctx, assembly.phase.id);
  return item;
}

/** Notes the hands about an item; noted again it is a correction, and what was noted before stays on record. */
export async function noteHands(
  ctx: RequestContext,
  itemId: string,
  hands: { inFavour: number; against: number; abstained: number },
): Promise<AgendaItem> {
  const { id } = signedIn(ctx);
  const { assembly, item } = await holdItem(ctx, itemId);
  for (const [field, count] of Object.entries(hands))
    if (!Number.isSafeInteger(count) || count < 0 || count > mostAt.hands)
      throw new AppError('OUT_OF_RANGE', { min: 0, max: mostAt.hands }, field);
  ctx.em.create(ShowOfHands, {
    ...hands,
    item,
    notedBy: ctx.em.getReference(Member, id),
    notedAt: ctx.clock.now(),
  });
  assembly.version += 1;
  await changed(ctx, assembly, 'consultations.noteHands');
  return item;
}

/** Writes what was said and decided about an item. CHANGED_MEANWHILE where somebody else wrote since `version`. */
export async function writeRecord(
  ctx: RequestContext,
  itemId: string,
  version: number,
  words: string,
): Promise<AgendaItem> {
  const { assembly, item } = await holdItem(ctx, itemId);
  assembly.changeFrom(version);
  const record = plainWords(words);
  if (record.length > longestSaid.record) throw new AppError('TOO_LONG', { max: longestSaid.record }, 'record');
  if (record !== item.record) ctx.em.assign(item, { record, recordLanguage: ctx.locale });
  await changed(ctx, assembly, 'consultations.writeRecord');
  return item;
}

/**
 * Signs the minutes as they stand at `version`; with the second signature, of somebody else, everybody reads them and nothing
 * of them changes any more. ALREADY_DECIDED where the reader has signed them.
 */
export async function signMinutes(ctx: RequestContext, phaseId: string, version: number): Promise<AssemblyShown> {
  const { id } = signedIn(ctx);
  const { assembly } = await holdAssembly(ctx, phaseId);
  assembly.assertOpen();
  if (version !== assembly.version) throw new AppError('CHANGED_MEANWHILE', { version: assembly.version }, 'version');
  const items = await ctx.em.find(AgendaItem, { assembly: assembly.id });
  const open = items.find(({ state }) => state !== 'DONE');
  if (open || items.length === 0) throw new AppError('WRONG_STATE', { state: open?.state ?? 'COMING' });
  const signed = await ctx.em.execute<{ by: string | null }[]>(
    `select member_id as "by" from assembly_signature where assembly_id = ?`,
    [assembly.id],
  );
  if (signed.some(({ by }) => by === id)) throw new AppError('ALREADY_DECIDED');
  const now = ctx.clock.now();
  await ctx.em.execute(
    `insert into assembly_signature (assembly_id, place, member_id, signed_at) values (?, ?, ?, ?)`,
    [assembly.id, signed.length + 1, id, now],
  );
  if (signed.length === 1) assembly.close(now);
  audit(ctx, 'consultations.signMinutes', assembly.id);
  await ctx.em.flush();
  await tellAssemblyChanged(ctx, phaseId);
  return getAssembly(ctx, phaseId);
}

/** An assembly meets at a date to come. What is over by now was one only if it was in the time of its step: it is written down afterwards. */
function assertCanMeet(date: Loaded<EventDate, 'event'>, { opensAt }: ConsultationPhase, now: Date): void {
  if (date.cancelledAt || date.event.$.state === 'CANCELLED')
    throw new AppError('WRONG_STATE', { state: 'CANCELLED' }, 'dateId');
  if (date.endsAt <= now && date.endsAt <= opensAt) throw new AppError('DATE_IN_PAST', {}, 'dateId');
}

/** Who signed has signed something else: a signature falls with any change. */
async function changed(ctx: RequestContext, assembly: Assembly, action: string): Promise<void> {
  await ctx.em.execute(`delete from assembly_signature where assembly_id = ?`, [assembly.id]);
  audit(ctx, action, assembly.id);
  await ctx.em.flush();
  await tellAssemblyChanged(ctx, assembly.phase.id);
}

/** The row of each item: its words take it along wherever they go, other words in the same place outdate what was translated. */
function rowsOf(known: readonly AgendaItem[], items: readonly { title: string }[]): (AgendaItem | undefined)[] {
  const left = new Set(known);
  const take = (item: AgendaItem | undefined) => (item && left.delete(item) ? item : undefined);
  const kept = items.map(({ title }) => take([...left].find((one) => one.title === title)));
  return kept.map((item, position) => item ?? take(known[position]));
}

function readItem({ title, minutes }: GivenItem) {
  const words = plainLine(title);
  if (!words) throw new AppError('REQUIRED', {}, 'items');
  if (words.length > longestSaid.title) throw new AppError('TOO_LONG', { max: longestSaid.title }, 'items');
  const planned = minutes ?? null;
  if (planned !== null && !(Number.isSafeInteger(planned) && planned >= 1 && planned <= mostAt.minutes))
    throw new AppError('OUT_OF_RANGE', { min: 1, max: mostAt.minutes }, 'items');
  return { title: words, minutes: planned };
}
