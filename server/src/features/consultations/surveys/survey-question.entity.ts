import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { QuestionKind } from '../consultations.words.ts';
import type { Condition } from './asked-questions.ts';

const SurveyQuestionSchema = defineEntity({
  name: 'SurveyQuestion',
  tableName: 'survey_question',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    phase: () => p.manyToOne(ConsultationPhase).ref(),
    position: p.integer(),
    kind: p.text().$type<QuestionKind>(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    required: p.boolean(),
    /** What can be chosen; of a matrix, its columns. */
    choices: p.array().$type<string[]>(),
    /** What a matrix asks about, row by row. */
    rows: p.array().$type<string[]>(),
    /** How many may be chosen; none: all of them. */
    most: p.integer().nullable(),
    fromValue: p.integer().nullable(),
    toValue: p.integer().nullable(),
    /** What the ends of a scale mean. */
    low: p.text(),
    high: p.text(),
    /** How many characters may be written. */
    longest: p.integer().nullable(),
    whenQuestion: () => p.manyToOne(SurveyQuestion).ref().nullable(),
    whenValues: p.json<number[]>(),
  },
});

/** A question of a survey; fixed once the consultation is published. */
export class SurveyQuestion extends SurveyQuestionSchema.class {
  /** When it is asked; null: always. */
  get condition(): Condition | null {
    return this.whenQuestion ? { questionId: this.whenQuestion.id, values: this.whenValues } : null;
  }
}
SurveyQuestionSchema.setClass(SurveyQuestion);
