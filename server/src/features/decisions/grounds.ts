import type { RequestContext } from '../../platform/graphql/context.ts';
import type { Locale } from '../../platform/locales.ts';
import { BallotOption, isProposalShown, Proposal, Statement, SurveyQuestion } from '../consultations/index.ts';
import type { ReadGround } from './decision.reading.ts';
import { type GroundKind, most } from './decisions.words.ts';

/** Something people said or were asked, by its own words. */
export interface Said {
  kind: GroundKind;
  id: string;
  words: string;
  language: Locale;
}

interface Where {
  id?: string;
  phase: { consultation: string };
}
const said =
  (kind: GroundKind) =>
  ({ id, language, ...one }: { id: string; language: Locale; text: string; title?: string }): Said => ({
    ...{ kind, id, language },
    words: kind === 'PROPOSAL' ? (one.title ?? '') : one.text,
  });

/** What everybody can read of each kind in a consultation, or the one with an id. */
const readers: Record<GroundKind, (ctx: RequestContext, where: Where) => Promise<Said[]>> = {
  OPTION: async ({ em }, where) =>
    (await em.find(BallotOption, where, { orderBy: { position: 'asc' }, limit: most.subjects })).map(said('OPTION')),
  QUESTION: async ({ em }, where) =>
    (await em.find(SurveyQuestion, where, { orderBy: { phase: 'asc', position: 'asc' }, limit: most.subjects })).map(
      said('QUESTION'),
    ),
  PROPOSAL: async ({ em }, where) =>
    (
      await em.find(
        Proposal,
        { ...where, state: 'PUBLISHED', hiddenAt: null },
        { orderBy: { id: 'asc' }, limit: most.subjects },
      )
    ).map(said('PROPOSAL')),
  STATEMENT: async ({ em }, where) =>
    (await em.find(Statement, { ...where, state: 'ACCEPTED' }, { orderBy: { id: 'asc' }, limit: most.subjects })).map(
      said('STATEMENT'),
    ),
};

/** What people said in a consultation, kind by kind. */
export async function saidIn(ctx: RequestContext, consultationId: string): Promise<Said[]> {
  const all: Said[] = [];
  for (const read of Object.values(readers))
    all.push(...(await read(ctx, { phase: { consultation: consultationId } })));
  return all;
}

/** One thing people said in a consultation; null where there is no such thing. */
export async function oneSaidIn(
  ctx: RequestContext,
  consultationId: string,
  kind: GroundKind,
  id: string,
): Promise<Said | null> {
  const [one] = await readers[kind](ctx, { id, phase: { consultation: consultationId } });
  return one ?? null;
}

/** Where a ground keeps what it is about. */
export const placeOf = ({ kind, id }: Pick<Said, 'kind' | 'id'>) => ({ [kind.toLowerCase()]: id });

/** What a ground is about, and the field of it that is translated; null where nobody may read that any more. */
export function saidBy({ statement, option, proposal, question }: ReadGround): (Said & { field: string }) | null {
  if (statement) return { ...said('STATEMENT')(statement.$), field: 'text' };
  if (option) return { ...said('OPTION')(option.$), field: 'text' };
  if (question) return { ...said('QUESTION')(question.$), field: 'text' };
  if (proposal && isProposalShown(proposal.$)) return { ...said('PROPOSAL')(proposal.$), field: 'title' };
  return null;
}
