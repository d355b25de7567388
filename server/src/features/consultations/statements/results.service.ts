import { authorize, type RequestContext } from '../../../platform/graphql/context.ts';
import { getConsultation } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { plainCell } from '../formats/csv-records.ts';
import { writeOpinionTotals } from '../formats/opinion-totals.ts';
import { writePolisComments } from '../formats/polis-export.ts';
import { OpinionRelease } from './opinion-release.entity.ts';
import type { ReleasedOpinions } from '../methods/opinion-groups/released-opinions.ts';
import { Statement } from './statement.entity.ts';

/** What came out of the steps with statements, as it was released; nothing is counted here. */
export async function listResults(ctx: RequestContext, consultationId: string): Promise<OpinionRelease[]> {
  authorize(ctx, consultationPolicy.seeResults);
  await getConsultation(ctx, consultationId);
  return ctx.em.find(
    OpinionRelease,
    { phase: { consultation: consultationId } },
    { populate: ['phase'], orderBy: { phase: { position: 'asc' } } },
  );
}

/** Released figures as comments.csv of a Polis export: no author, no time, and nothing where a figure is withheld. */
export async function polisCommentsOf(ctx: RequestContext, { opinions }: OpinionRelease): Promise<string> {
  const known = await statementsOf(ctx, opinions);
  const shown = opinions.statements.flatMap(({ id }) => known.get(id) ?? []);
  return writePolisComments(
    shown.map(({ id, text, isMeta, author }) => ({
      id,
      author: '',
      moderated: 1,
      isMeta,
      isSeed: !author,
      at: null,
      text: plainCell(text),
    })),
    new Map(
      opinions.statements.map(({ id, votes: { columnTotals } }) => [
        id,
        { agrees: columnTotals[0] ?? null, disagrees: columnTotals[1] ?? null },
      ]),
    ),
  );
}

/** Released figures as CSV, which `pnpm recount groups` reads; none of them is about a single person. */
export async function openDataOf(ctx: RequestContext, { opinions }: OpinionRelease): Promise<string> {
  const known = await statementsOf(ctx, opinions);
  return writeOpinionTotals({
    groups: opinions.groups.length,
    statements: opinions.statements.map(({ id, isMeta = false, votes }) => {
      const { text = '', language = '' } = known.get(id) ?? {};
      return { id, text, language, isMeta, votes };
    }),
  });
}

async function statementsOf(ctx: RequestContext, { statements }: ReleasedOpinions): Promise<Map<string, Statement>> {
  const found = await ctx.em.find(Statement, { id: { $in: statements.map(({ id }) => id) } });
  return new Map(found.map((statement) => [statement.id, statement]));
}
