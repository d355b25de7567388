import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AppError } from '../../../platform/errors.ts';
import { AlwaysFresh, Guarded, LeavesNoTrace } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { IdScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { ConsultationPhase } from '../consultation.entity.ts';
import { ConsultationPhaseType, ConsultationType } from '../consultation.type.ts';
import { mayDo } from '../consultation.reading.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { most } from '../consultations.words.ts';
import { PartToken } from '../participation/part-token.ts';
import { getSurveyPaper, saveSurveyAnswer, sendSurvey, type SurveyPaper } from './answering.service.ts';
import { askedQuestions } from './asked-questions.ts';
import { wordsField } from './question-words.ts';
import { addQuestion, changeQuestion, moveQuestion, removeQuestion } from './questions.service.ts';
import { SurveyAnswerInput, SurveyQuestionInput } from './survey.input.ts';
import { SurveyAnswerType, SurveyPaperType, SurveyQuestionSourceType, SurveyQuestionType } from './survey.type.ts';
import type { SurveyQuestion } from './survey-question.entity.ts';

@Resolver(() => SurveyQuestionType)
export class SurveyQuestionResolver {
  @Mutation(() => ConsultationType, { description: 'Puts a question at the end of a draft’s survey. Organisers.' })
  @Guarded(consultationPolicy.editQuestions)
  addSurveyQuestion(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Question() input: SurveyQuestionInput,
    @Arg('language', () => LocaleScalar, { description: 'In which language it is.' }) language: Locale,
  ) {
    return addQuestion(ctx, phaseId, input, language);
  }

  @Mutation(() => ConsultationType, { description: 'Changes a question of a draft’s survey. Organisers.' })
  @Guarded(consultationPolicy.editQuestions)
  changeSurveyQuestion(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @QuestionId() id: string,
    @Question() input: SurveyQuestionInput,
  ) {
    return changeQuestion(ctx, id, input);
  }

  @Mutation(() => ConsultationType, {
    description: 'Puts a question of a draft’s survey at another place. Organisers.',
  })
  @Guarded(consultationPolicy.editQuestions)
  moveSurveyQuestion(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @QuestionId() id: string,
    @Arg('position', () => Int, { description: 'Its place, from 0.' }) position: number,
  ) {
    return moveQuestion(ctx, id, position);
  }

  @Mutation(() => ConsultationType, { description: 'Takes a question out of a draft’s survey. Organisers.' })
  @Guarded(consultationPolicy.editQuestions)
  removeSurveyQuestion(@Ctx() ctx: RequestContext, @Key() _key: string, @QuestionId() id: string) {
    return removeQuestion(ctx, id);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What is asked.' })
  text(@Root() question: SurveyQuestion, @Ctx() ctx: RequestContext) {
    return translated(ctx, question, 'text', question.text);
  }

  @FieldResolver(() => [TranslatedTextType], { description: 'What can be chosen; of a matrix, its columns.' })
  choices(@Root() question: SurveyQuestion, @Ctx() ctx: RequestContext) {
    return Promise.all(
      question.choices.map((words, place) => translated(ctx, question, wordsField.choice(place), words)),
    );
  }

  @FieldResolver(() => [TranslatedTextType], { description: 'What a matrix asks about, row by row.' })
  rows(@Root() question: SurveyQuestion, @Ctx() ctx: RequestContext) {
    return Promise.all(question.rows.map((words, place) => translated(ctx, question, wordsField.row(place), words)));
  }

  @FieldResolver(() => TranslatedTextType, { nullable: true, description: 'What the beginning of a scale means.' })
  low(@Root() question: SurveyQuestion, @Ctx() ctx: RequestContext) {
    return question.low ? translated(ctx, question, 'low', question.low) : null;
  }

  @FieldResolver(() => TranslatedTextType, { nullable: true, description: 'What the end of a scale means.' })
  high(@Root() question: SurveyQuestion, @Ctx() ctx: RequestContext) {
    return question.high ? translated(ctx, question, 'high', question.high) : null;
  }

  @FieldResolver(() => SurveyQuestionSourceType, {
    nullable: true,
    description: 'The words as they were written, for those who may change them; null for others.',
  })
  async source(@Root() question: SurveyQuestion, @Ctx() ctx: RequestContext) {
    const phase = await ctx.em.findOneOrFail(ConsultationPhase, question.phase.id, { populate: ['consultation'] });
    return mayDo(ctx, 'edit', phase.consultation.$) ? question : null;
  }
}

@Resolver(() => SurveyPaperType)
export class SurveyPaperResolver {
  @Query(() => SurveyPaperType, { description: 'The questions of a survey, and what the reader has answered so far.' })
  @Guarded(consultationPolicy.seeOwnPart)
  @AlwaysFresh
  surveyPaper(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string, @PartToken() token: string | null) {
    return getSurveyPaper(ctx, phaseId, token);
  }

  @Mutation(() => SurveyPaperType, {
    description: 'Keeps an answer until all are sent; nothing chosen or written takes it back. The last one counts.',
  })
  @Guarded(consultationPolicy.answerSurvey)
  @LeavesNoTrace
  saveSurveyAnswer(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('questionId', () => IdScalar, { description: 'Which question.' }) questionId: string,
    @Arg('answer', () => SurveyAnswerInput, { description: 'What is answered.' }) answer: SurveyAnswerInput,
    @PartToken() token: string | null,
  ) {
    if (answer.values.length > most.choices) throw new AppError('INVALID_INPUT', {}, 'answer.values');
    return saveSurveyAnswer(ctx, phaseId, questionId, answer, token);
  }

  @Mutation(() => SurveyPaperType, {
    description: 'Sends what was answered, once and for good. SURVEY_SENT for a second time.',
  })
  @Guarded(consultationPolicy.answerSurvey)
  @LeavesNoTrace
  sendSurvey(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @PartToken() token: string | null,
  ) {
    return sendSurvey(ctx, phaseId, token);
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'The step with the survey.' })
  phase(@Root() { phase }: SurveyPaper) {
    return phase;
  }

  @FieldResolver(() => [SurveyQuestionType], { description: 'All questions, in their order.' })
  questions(@Root() { questions }: SurveyPaper) {
    return questions;
  }

  @FieldResolver(() => [IdScalar], { description: 'Questions that are asked, given what was answered so far.' })
  asked(@Root() { questions, answers }: SurveyPaper) {
    return askedQuestions(questions, answers).map(({ id }) => id);
  }

  @FieldResolver(() => [SurveyAnswerType], { description: 'What the reader has answered so far.' })
  answers(@Root() { answers }: SurveyPaper) {
    return [...answers].map(([questionId, answer]) => ({ questionId, ...answer }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether a helper sits beside.' })
  helped(@Root() { part }: SurveyPaper): boolean {
    return Boolean(part?.helped);
  }
}

function PhaseId(): ParameterDecorator {
  return Arg('phaseId', () => IdScalar, { description: 'The step.' }) as ParameterDecorator;
}

function QuestionId(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'The question.' }) as ParameterDecorator;
}

function Question(): ParameterDecorator {
  return Arg('input', () => SurveyQuestionInput, { description: 'The question.' }) as ParameterDecorator;
}
