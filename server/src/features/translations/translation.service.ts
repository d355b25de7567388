import { AppError, notFound } from '../../platform/errors.ts';
import { batched } from '../../platform/graphql/batched.ts';
import { authorize, type RequestContext, signedIn } from '../../platform/graphql/context.ts';
import { type Locale, locales } from '../../platform/locales.ts';
import type { Translatable, TranslatableField, TranslatableSource } from '../../platform/translatable.ts';
import { Member } from '../members/index.ts';
import { sourceHash } from './source-hash.ts';
import { Translation } from './translation.entity.ts';
import { asMarked, isAsSeen, markOf, stateOf } from './translation-mark.ts';
import { translationPolicy } from './translation.policy.ts';
import type { LanguageStateType, TranslationFieldType, TranslationInput } from './translation.type.ts';
import type { KeptTranslationState, ShownTranslationState } from './translation.words.ts';

/** The worst first: a language is as far as its least field. */
const order: readonly ShownTranslationState[] = ['OUTDATED', 'MACHINE', 'REVIEWED', 'APPROVED', 'ORIGINAL'];

/** The original of every field beside the words in `locale`, for those who may translate it. */
export async function compareTranslation(
  ctx: RequestContext,
  kind: string,
  id: string,
  locale: Locale,
): Promise<TranslationFieldType[]> {
  const source = await sourceOf(ctx, kind, id);
  authorize(ctx, translationPolicy.compare, { mayTranslate: source.actorWrites !== null });
  const kept = await ctx.em.find(Translation, { subjectId: id, subjectKind: kind, locale });
  return beside(source, kept);
}

/** Every field of something beside what there is of it in another language. */
export const beside = (
  { language: own, fields, actorWrites }: TranslatableSource,
  kept: readonly Translation[],
): TranslationFieldType[] =>
  fields.map((one) => {
    const { name, words, longest, language = own } = one;
    const found = kept.find(({ field }) => field === name);
    const state = found ? stateOf(found, words) : null;
    const mark = markOf(words, found);
    return {
      name,
      source: words,
      language,
      longest,
      words: found?.words ?? null,
      state,
      mark,
      stays: hasToStay(one, found),
      viewerWrites: actorWrites,
    };
  });

/**
 * Keeps the words of a subject in another language; empty words take a field's translation away, and the same words change
 * nothing but where they are confirmed. CHANGED_MEANWHILE with the field where source or words are not those that were seen;
 * TRANSLATION_STAYS where people answer them.
 */
export async function saveTranslation(
  ctx: RequestContext,
  kind: string,
  id: string,
  locale: Locale,
  given: readonly TranslationInput[],
): Promise<TranslationFieldType[]> {
  const translatable = translatableOf(ctx, kind);
  const source = await translatable.find(ctx, id);
  authorize(ctx, translationPolicy.save, { mayTranslate: source.actorWrites !== null });
  const state = source.actorWrites as KeptTranslationState;
  // What is missing has no row to lock.
  await ctx.em.execute(`select pg_advisory_xact_lock(hashtextextended(?, 7))`, [id]);
  const kept = await ctx.em.find(Translation, { subjectId: id, subjectKind: kind, locale });
  const saved: string[] = [];
  for (const { name, words, seen, confirmed } of given) {
    const field = source.fields.find((one) => one.name === name);
    if (!field) throw new AppError('INVALID_INPUT', {}, 'fields');
    if (locale === (field.language ?? source.language)) throw new AppError('INVALID_INPUT', {}, 'locale');
    const said = asMarked(words);
    const found = kept.find((one) => one.field === name);
    const asItStands = said === asMarked(found?.words ?? '');
    const news = confirmed && found !== undefined && isNews(found, field.words, state);
    if (asItStands ? !news : !confirmed && isAsSeen(seen, said)) continue;
    if (!asItStands && hasToStay(field, found)) throw new AppError('TRANSLATION_STAYS', {}, `fields.${name}`);
    if (said.length > field.longest) throw new AppError('TOO_LONG', { max: field.longest }, `fields.${name}`);
    if (seen && seen !== markOf(field.words, found)) throw new AppError('CHANGED_MEANWHILE', {}, `fields.${name}`);
    saved.push(name);
    const written = {
      words: said,
      state,
      sourceHash: sourceHash(field.words),
      author: ctx.em.getReference(Member, signedIn(ctx).id),
      updatedAt: ctx.clock.now(),
    };
    if (found && said) ctx.em.assign(found, written);
    else if (found) ctx.em.remove(found);
    else ctx.em.create(Translation, { subjectId: id, subjectKind: kind, field: name, locale, ...written });
  }
  await ctx.em.flush();
  if (saved.length > 0) await translatable.saved?.(ctx, id, locale, saved);
  return compareTranslation(ctx, kind, id, locale);
}

/** Whether there are words that stay as they are; those of another original than the present one may be renewed. */
const hasToStay = ({ stays, words }: TranslatableField, found?: Translation): boolean =>
  Boolean(stays && found && stateOf(found, words) !== 'OUTDATED');

/** Whether words that stand count as more once somebody says that they are right. */
const isNews = (found: Translation, source: string, state: KeptTranslationState): boolean =>
  stateOf(found, source) === 'OUTDATED' || (found.state !== state && found.state !== 'APPROVED');

/** How far each language of the interface is, for a subject that the reader may already see. */
export async function languagesOf(
  ctx: RequestContext,
  id: string,
  source: Pick<TranslatableSource, 'language' | 'fields'>,
): Promise<LanguageStateType[]> {
  const kept = (await batched(ctx, keptOf, id)) ?? [];
  return locales.map((locale) => {
    if (locale === source.language) return { locale, state: 'ORIGINAL' as const };
    const states = source.fields.map(({ name, words }) => {
      const found = kept.find((one) => one.field === name && one.locale === locale);
      return found ? stateOf(found, words) : null;
    });
    return { locale, state: states.includes(null) ? null : (order.find((one) => states.includes(one)) ?? null) };
  });
}

async function keptOf(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, Translation[]>> {
  return Map.groupBy(await ctx.em.find(Translation, { subjectId: { $in: [...ids] } }), ({ subjectId }) => subjectId);
}

/** A copy of something has the same words in the same languages. */
export async function copyTranslations(ctx: Pick<RequestContext, 'em'>, fromId: string, toId: string): Promise<void> {
  await ctx.em.execute(
    `insert into translation (id, subject_kind, subject_id, field, locale, state, words, source_hash, author_id, updated_at)
     select uuidv7(), subject_kind, ?, field, locale, state, words, source_hash, author_id, updated_at
       from translation where subject_id = ?`,
    [toId, fromId],
  );
}

type Lent = [
  from: { field: string },
  to: { kind: string; field: string },
  pairs: readonly { from: string; to: string }[],
];

/** Words of a field in other languages become those of a field of something else, with their state; what that has stays. */
export async function lendTranslations(ctx: RequestContext, ...[from, to, pairs]: Lent): Promise<void> {
  await ctx.em.execute(
    `insert into translation (id, subject_kind, subject_id, field, locale, state, words, source_hash, author_id, updated_at)
     select uuidv7(), ?, p."to", ?, locale, state, words, source_hash, author_id, updated_at
       from json_to_recordset(?::json) as p("from" uuid, "to" uuid) join translation t on t.subject_id = p."from" and t.field = ?
     on conflict do nothing`,
    [to.kind, to.field, JSON.stringify(pairs), from.field],
  );
}

/** The same once words in `locale` changed: they replace what the other has, and where they were taken away it has none. */
export async function relendTranslations(
  ctx: RequestContext,
  locale: Locale,
  ...[from, to, pairs]: Lent
): Promise<void> {
  await ctx.em.nativeDelete(Translation, { subjectId: { $in: pairs.map((one) => one.to) }, field: to.field, locale });
  await lendTranslations(ctx, from, to, pairs);
}

/** What was deleted leaves no words behind. */
export async function forgetTranslations(ctx: RequestContext, subjectId: string): Promise<void> {
  await ctx.em.nativeDelete(Translation, { subjectId });
}

/** What is translated, as the reader sees it; NOT_FOUND. */
export const sourceOf = (ctx: RequestContext, kind: string, id: string): Promise<TranslatableSource> =>
  translatableOf(ctx, kind).find(ctx, id);

function translatableOf(ctx: RequestContext, kind: string): Translatable {
  signedIn(ctx);
  const known = ctx.translatables.find((one) => one.kind === kind);
  if (!known) throw notFound();
  return known;
}
