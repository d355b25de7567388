import { Arg, Ctx, FieldResolver, Float, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { ConsultationPhaseType } from '../consultation.type.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { papersLeftOut } from '../paper/left-out.ts';
import {
  SurveyLineType,
  SurveyQuestionResultType,
  SurveyQuestionType,
  SurveyResultType,
  SurveyTextsType,
} from './survey.type.ts';
import type { SurveyResult } from './survey-result.entity.ts';
import {
  type FreeAnswers,
  listSurveyResults,
  type QuestionResult,
  questionResults,
  readSurveyTexts,
  saveSurveySummary,
  scaleOf,
  summaryOf,
  surveyOpenData,
} from './survey-results.service.ts';

@Resolver(() => SurveyResultType)
export class SurveyResultResolver {
  @Query(() => [SurveyResultType], { description: 'What came out of surveys that have ended. Public.' })
  @Guarded(consultationPolicy.seeResults)
  surveyResults(
    @Ctx() ctx: RequestContext,
    @Arg('consultationId', () => IdScalar, { description: 'Of which consultation.' }) consultationId: string,
  ) {
    return listSurveyResults(ctx, consultationId);
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'Of which step.' })
  phase(@Root() { phase }: SurveyResult) {
    return loaded(phase);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many answered; null under five.' })
  people(@Root() { people, result }: SurveyResult) {
    return result ? people : null;
  }

  @FieldResolver(() => Int, { description: 'How many papers nobody signed in time: they are not counted.' })
  papersLeftOut(@Root() { phase }: SurveyResult, @Ctx() ctx: RequestContext) {
    return papersLeftOut(ctx, phase.id);
  }

  @FieldResolver(() => [SurveyQuestionResultType], { description: 'Question by question; none under five.' })
  questions(@Root() result: SurveyResult, @Ctx() ctx: RequestContext) {
    return questionResults(ctx, result);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The same figures as CSV; null under five.' })
  openData(@Root() result: SurveyResult, @Ctx() ctx: RequestContext) {
    return result.result ? surveyOpenData(ctx, result) : null;
  }
}

@Resolver(() => SurveyQuestionResultType)
export class SurveyQuestionResultResolver {
  @FieldResolver(() => SurveyQuestionType, { description: 'The question.' })
  question(@Root() { question }: QuestionResult) {
    return question;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many were asked; null where withheld.' })
  asked(@Root() { counted }: QuestionResult) {
    return counted.asked;
  }

  @FieldResolver(() => [SurveyLineType], { description: 'One line, or one per row of a matrix.' })
  lines(@Root() { counted }: QuestionResult) {
    return counted.lines;
  }

  @FieldResolver(() => Float, { nullable: true, description: 'The mean of a scale, where all its points are told.' })
  mean(@Root() result: QuestionResult) {
    return scaleOf(result)?.mean ?? null;
  }

  @FieldResolver(() => Float, { nullable: true, description: 'The median of a scale, where all its points are told.' })
  median(@Root() result: QuestionResult) {
    return scaleOf(result)?.median ?? null;
  }

  @FieldResolver(() => TranslatedTextType, {
    nullable: true,
    description: 'What the organisers tell of the free answers, which are not published.',
  })
  async summary(@Root() { question }: QuestionResult, @Ctx() ctx: RequestContext) {
    const words = await summaryOf(ctx, question.id);
    return words === null ? null : translated(ctx, question, 'summary', words);
  }
}

@Resolver(() => SurveyTextsType)
export class SurveyTextsResolver {
  @Query(() => [SurveyTextsType], {
    description: 'What people wrote freely, after the end and in no order. Organisers.',
  })
  @Guarded(consultationPolicy.readSurveyTexts)
  surveyTexts(
    @Ctx() ctx: RequestContext,
    @Arg('phaseId', () => IdScalar, { description: 'The step.' }) phaseId: string,
  ) {
    return readSurveyTexts(ctx, phaseId);
  }

  @Mutation(() => SurveyQuestionType, {
    description: 'Tells everybody what people wrote to a question; empty words take it back. Organisers.',
  })
  @Guarded(consultationPolicy.readSurveyTexts)
  saveSurveySummary(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('questionId', () => IdScalar, { description: 'Which question.' }) questionId: string,
    @Arg('words', () => String, { description: 'What is told, in the language of the question.' }) words: string,
  ) {
    return saveSurveySummary(ctx, questionId, words);
  }

  @FieldResolver(() => SurveyQuestionType, { description: 'The question.' })
  question(@Root() { question }: FreeAnswers) {
    return question;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What everybody is told of it so far, as written.' })
  summary(@Root() { question }: FreeAnswers, @Ctx() ctx: RequestContext) {
    return summaryOf(ctx, question.id);
  }
}
