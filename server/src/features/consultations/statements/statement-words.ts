import { notFound } from '../../../platform/errors.ts';
import { readWithin, type Translatable } from '../../../platform/translatable.ts';
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
      fields: fieldsOf(statement),
      actorWrites,
    };
  },
  within: readWithin((ctx, consultationId, { other, after, page }) => {
    const where = { phase: { consultation: consultationId }, state: 'ACCEPTED' as const, language: other, ...after };
    return ctx.em.find(Statement, where, page);
  }, fieldsOf),
};

function fieldsOf({ text }: Statement) {
  const into = text.length > longest.statement ? longest.importedStatementInto : longest.statementInto;
  return [{ name: 'text', words: text, longest: into }];
}
