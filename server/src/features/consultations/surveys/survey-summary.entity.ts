import { defineEntity, p } from '@mikro-orm/core';
import { SurveyQuestion } from './survey-question.entity.ts';

const SurveySummarySchema = defineEntity({
  name: 'SurveySummary',
  tableName: 'survey_summary',
  properties: {
    question: () => p.oneToOne(SurveyQuestion).ref().primary(),
    words: p.text(),
  },
});

/** What organisers tell everybody of the free answers to a question, in its language, instead of the answers. */
export class SurveySummary extends SurveySummarySchema.class {}
SurveySummarySchema.setClass(SurveySummary);
