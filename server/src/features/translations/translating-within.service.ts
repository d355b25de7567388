import { type Connection, connection, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import type { Translatable, TranslatableSource, TranslatableWithin } from '../../platform/translatable.ts';
import { Translation } from './translation.entity.ts';
import { translationPolicy } from './translation.policy.ts';
import { beside, sourceOf } from './translation.service.ts';
import type { TranslationSubjectType } from './translation.type.ts';

/** A page of what there is to translate, and how much of all of it is not in order. */
export interface Within extends Connection<TranslationSubjectType> {
  lacking(): Promise<Lacking>;
}

/** Fields without words in a language, those whose words are older than their source, and what they belong to. */
interface Lacking {
  missing: number;
  outdated: number;
  subjects: TranslationSubjectType[];
}

/** How much of each kind is read at once to see what is lacking. */
const atOnce = 500;

/**
 * All that a consultation holds in other languages than `locale`, itself too, beside the words in `locale`: by their ids, which
 * is the order in which it was written. One statement for each kind, and one for all translations. Where only what is lacking
 * is asked for, two for each five hundred of a kind.
 */
export async function compareWithin(
  ctx: RequestContext,
  consultationId: string,
  { locale, onlyLacking }: { locale: Locale; onlyLacking: boolean },
  first: number,
  after: string | null,
): Promise<Within> {
  const { actorWrites } = await sourceOf(ctx, 'CONSULTATION', consultationId);
  authorize(ctx, translationPolicy.compare, { mayTranslate: actorWrites !== null });
  const asked = page(first, after);
  const within = { consultationId, locale, actorWrites };
  let known: Promise<Lacking> | undefined;
  const lacking = () => (known ??= lackingWithin(ctx, within));
  const { afterId } = asked;
  const rows = onlyLacking
    ? (await lacking()).subjects.filter(({ id }) => !afterId || id > afterId).slice(0, asked.limit + 1)
    : await subjectsWithin(ctx, within, { afterId, limit: asked.limit + 1 });
  return { ...connection(rows, asked), lacking };
}

interface AskedOf extends Pick<TranslatableSource, 'actorWrites'> {
  consultationId: string;
  locale: Locale;
}

async function subjectsWithin(
  ctx: RequestContext,
  within: AskedOf,
  { afterId, limit }: { afterId: string | null; limit: number },
): Promise<TranslationSubjectType[]> {
  const asked = { locale: within.locale, afterId, limit };
  const ofKinds = await Promise.all(
    ctx.translatables.map(async ({ kind, within: list }) =>
      ((await list?.(ctx, within.consultationId, asked)) ?? []).map((one) => ({ ...one, kind })),
    ),
  );
  return compare(ctx, ofKinds.flat().sort(byId).slice(0, limit), within);
}

/** All that has no words in a language, or older ones than its source, by their ids. */
async function lackingWithin(ctx: RequestContext, within: AskedOf): Promise<Lacking> {
  const ofKinds = await Promise.all(ctx.translatables.map((one) => lackingOfKind(ctx, one, within)));
  const subjects = ofKinds.flat().sort(byId);
  const states = subjects.flatMap(({ fields }) => fields.map(({ state }) => state));
  const outdated = states.filter((state) => state === 'OUTDATED').length;
  return { subjects, outdated, missing: states.length - outdated };
}

async function lackingOfKind(
  ctx: RequestContext,
  { kind, within: list }: Translatable,
  within: AskedOf,
): Promise<TranslationSubjectType[]> {
  const lacking: TranslationSubjectType[] = [];
  let afterId: string | null = null;
  do {
    const found: TranslatableWithin[] =
      (await list?.(ctx, within.consultationId, { locale: within.locale, afterId, limit: atOnce })) ?? [];
    const sources = found.map((one) => ({ ...one, kind }));
    for (const subject of await compare(ctx, sources, within)) {
      const fields = subject.fields.filter(({ state }) => state === null || state === 'OUTDATED');
      if (fields.length > 0) lacking.push({ ...subject, fields });
    }
    afterId = found.length < atOnce ? null : (found.at(-1)?.id ?? null);
  } while (afterId);
  return lacking;
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

type Source = TranslatableWithin & { kind: string };

/** Each beside its words in a language, with one statement; fields written in that language are left out. */
async function compare(
  ctx: RequestContext,
  sources: readonly Source[],
  { locale, actorWrites }: AskedOf,
): Promise<TranslationSubjectType[]> {
  if (sources.length === 0) return [];
  const kept = await ctx.em.find(Translation, { subjectId: { $in: sources.map(({ id }) => id) }, locale });
  const bySubject = Map.groupBy(kept, ({ subjectId }) => subjectId);
  return sources.map((source) => {
    const fields = beside({ ...source, actorWrites }, bySubject.get(source.id) ?? []);
    const others = fields.filter(({ language }) => language !== locale);
    return { id: source.id, kind: source.kind, fields: others };
  });
}
