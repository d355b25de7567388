import { notFound } from '../../../platform/errors.ts';
import { batched } from '../../../platform/graphql/batched.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { readWithin, type Translatable, type TranslatableSource } from '../../../platform/translatable.ts';
import { getConsultation } from '../consultation.reading.ts';
import { writesAs } from '../consultation-words.ts';
import { longest } from '../consultations.words.ts';
import { Statement } from './statement.entity.ts';

/** A statement, for those who translate its consultation. */
export const translatableStatement: Translatable = {
  kind: 'STATEMENT',
  async find(ctx, id) {
    const statement = await ctx.em.findOne(Statement, id, { populate: ['phase'] });
    if (!statement) throw notFound();
    const consultation = await getConsultation(ctx, statement.phase.$.consultation.id);
    const actorWrites = writesAs(ctx, consultation);
    if (statement.state !== 'ACCEPTED' && !actorWrites) throw notFound();
    return {
      language: statement.language,
      fields: await fieldsOf(statement, ctx),
      actorWrites,
    };
  },
  within: readWithin((ctx, consultationId, { other, after, page }) => {
    const where = { phase: { consultation: consultationId }, state: 'ACCEPTED' as const, language: other, ...after };
    return ctx.em.find(Statement, where, page);
  }, fieldsOf),
};

/** What of a statement is translated. */
export function wordsOfStatement({ text }: Statement): TranslatableSource['fields'] {
  const into = text.length > longest.statement ? longest.importedStatementInto : longest.statementInto;
  return [{ name: 'text', words: text, longest: into }];
}

/** Under words that somebody answered, the answer stays true. */
async function fieldsOf(statement: Statement, ctx: RequestContext) {
  const stays = (await batched(ctx, answeredOfAll, statement.id)) ?? false;
  return wordsOfStatement(statement).map((field) => ({ ...field, stays }));
}

async function answeredOfAll(ctx: RequestContext, ids: readonly string[]): Promise<Map<string, true>> {
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select s.id from unnest(string_to_array(?, ',')::uuid[]) as s(id)
      where exists (select 1 from statement_vote v where v.statement_id = s.id)`,
    [ids.join(',')],
  );
  return new Map(rows.map(({ id }) => [id, true]));
}
