import type { Loaded } from '@mikro-orm/core';
import { can } from '../../platform/authorization/rule.ts';
import { notFound } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { readWithin, type Translatable, type TranslatableSource } from '../../platform/translatable.ts';
import { translated } from '../translations/index.ts';
import { Consultation, type ConsultationPhase } from './consultation.entity.ts';
import { subjectOf } from './consultation.reading.ts';
import { consultationPolicy, isPublic } from './consultations.policy.ts';
import { longest } from './consultations.words.ts';

/** What of a consultation is translated; what is still empty is not. */
export const translatableFields = ({
  question,
  explanation,
  description,
}: Consultation): TranslatableSource['fields'] =>
  [
    { name: 'question', words: question, longest: longest.question },
    { name: 'explanation', words: explanation, longest: longest.explanation },
    { name: 'description', words: description, longest: longest.description },
  ].filter(({ words }) => words);

/** As what the reader's own translations count; null: the reader may not translate it. */
export function writesAs({ actor }: RequestContext, consultation: Consultation): TranslatableSource['actorWrites'] {
  const subject = subjectOf(consultation);
  if (can(actor, consultationPolicy.approveTranslation, subject)) return 'APPROVED';
  return can(actor, consultationPolicy.reviewTranslation, subject) ? 'REVIEWED' : null;
}

/** Who decides and who answers may have a name that is the same everywhere, so nobody has to translate it before it is published. */
const translatableNames = ({ decisionBody, answerOwedBy }: Consultation): TranslatableSource['fields'] =>
  [
    { name: 'decisionBody', words: decisionBody, longest: longest.decisionBodyInto },
    ...(answerOwedBy === decisionBody
      ? []
      : [{ name: 'answerOwedBy', words: answerOwedBy, longest: longest.decisionBodyInto }]),
  ].filter(({ words }) => words);

/** Whether people answer what a step asks, or have answered it: its words stay what they answered. */
export const isAnswered = (phase: Loaded<ConsultationPhase, 'consultation'>, now: Date): boolean =>
  phase.consultation.$.state === 'PUBLISHED' && phase.opensAt <= now;

/** What people are asked and by which rule: once it has opened they answer these words. What explains more may get better. */
const askedFields = new Set(['question', 'explanation', 'decisionBody', 'answerOwedBy']);

function allFields(consultation: Consultation, { clock }: RequestContext): TranslatableSource['fields'] {
  const hasOpened = ['OPEN', 'CLOSED'].includes(consultation.stageAt(clock.now()));
  return [...translatableFields(consultation), ...translatableNames(consultation)].map((field) => ({
    ...field,
    stays: hasOpened && askedFields.has(field.name),
  }));
}

/** Who decides and who answers, in the reader's language. */
export async function namesInRule(ctx: RequestContext, consultation: Consultation) {
  const { decisionBody, answerOwedBy } = consultation;
  const body = await translated(ctx, consultation, 'decisionBody', decisionBody);
  const same = answerOwedBy === decisionBody;
  const answers = same ? body : await translated(ctx, consultation, 'answerOwedBy', answerOwedBy);
  return { decisionBody: body, answerOwedBy: answers };
}

/** A consultation, for its organisers and for mediators of their organisation. */
export const translatableConsultation: Translatable = {
  kind: 'CONSULTATION',
  async find(ctx, id) {
    const consultation = await ctx.em.findOne(Consultation, id);
    if (!consultation) throw notFound();
    const actorWrites = writesAs(ctx, consultation);
    if (!isPublic(consultation) && !actorWrites) throw notFound();
    return { language: consultation.language, fields: allFields(consultation, ctx), actorWrites };
  },
  within: readWithin(
    (ctx, id, { other, after, page }) => ctx.em.find(Consultation, { $and: [{ id, language: other }, after] }, page),
    allFields,
  ),
};
