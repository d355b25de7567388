import { defineEntity, p } from '@mikro-orm/core';
import { ConsultationPhase } from '../consultation.entity.ts';
import type { CountedQuestion } from './counting.ts';

const SurveyResultSchema = defineEntity({
  name: 'SurveyResult',
  tableName: 'survey_result',
  properties: {
    phase: () => p.oneToOne(ConsultationPhase).ref().primary(),
    countedAt: p.datetime(),
    people: p.integer(),
    /** None: too few answered for anything to be told. */
    result: p.json<CountedQuestion[]>().nullable(),
  },
});

/** What came out of a survey; counted once, after its end, and released as it is kept. */
export class SurveyResult extends SurveyResultSchema.class {}
SurveyResultSchema.setClass(SurveyResult);
