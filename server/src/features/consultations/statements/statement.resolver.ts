import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AppError } from '../../../platform/errors.ts';
import { AlwaysFresh, Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import { ConsultationType } from '../consultation.type.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { type AnswerValue, most, type RejectReason, type StatementState } from '../consultations.words.ts';
import { PartToken } from '../participation/part-token.ts';
import { answerStatement, getParticipation, ownAnswers, ownStatements, type Participation } from './answers.service.ts';
import type { Statement } from './statement.entity.ts';
import { addStatements, decideStatement, listStatements, proposeStatement } from './statement.service.ts';
import {
  AnswerValueEnum,
  OwnAnswerType,
  ParticipationType,
  RejectReasonEnum,
  StatementConnectionType,
  StatementStateEnum,
  StatementType,
} from './statement.type.ts';
import type { StatementVote } from './statement-vote.entity.ts';

@Resolver(() => StatementType)
export class StatementResolver {
  @Query(() => StatementConnectionType, {
    description: 'Statements of a consultation: accepted ones for everybody, others for those who moderate it.',
  })
  @Guarded(consultationPolicy.see)
  statements(
    @Ctx() ctx: RequestContext,
    @Arg('consultationId', () => IdScalar, { description: 'Of which consultation.' }) consultationId: string,
    @Arg('state', () => StatementStateEnum, { defaultValue: 'ACCEPTED', description: 'In which state.' })
    state: StatementState,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listStatements(ctx, consultationId, state, first, after);
  }

  @Mutation(() => StatementType, { description: 'Says something new; organisers look at it first.' })
  @Guarded(consultationPolicy.takePart)
  proposeStatement(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('text', () => String, { description: 'One idea, at most 140 characters.' }) text: string,
    @PartToken() token: string | null,
  ) {
    return proposeStatement(ctx, phaseId, text, token);
  }

  @Mutation(() => ConsultationType, { description: 'Adds statements that everybody may answer at once. Moderators.' })
  @Guarded(consultationPolicy.moderate)
  addStatements(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('texts', () => [String], { description: 'One idea each; those that are there already are left out.' })
    texts: string[],
    @Arg('language', () => LocaleScalar, { description: 'In which language they are.' }) language: Locale,
  ) {
    if (texts.length > most.statements) throw new AppError('TOO_MUCH', { max: most.statements }, 'texts');
    return addStatements(ctx, phaseId, texts, language);
  }

  @Mutation(() => StatementType, { description: 'Lets a statement in, or says why not. Moderators.' })
  @Guarded(consultationPolicy.moderate)
  decideStatement(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('id', () => IdScalar, { description: 'The statement.' }) id: string,
    @Arg('reason', () => RejectReasonEnum, { nullable: true, description: 'Why not; none: it is let in.' })
    reason: RejectReason | null,
    @Arg('isMeta', () => Boolean, { defaultValue: false, description: 'It is about the person.' }) isMeta: boolean,
  ) {
    return decideStatement(ctx, id, { reason: reason ?? null, isMeta });
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What it says.' })
  text(@Root() statement: Statement, @Ctx() ctx: RequestContext) {
    return translated(ctx, statement, 'text', statement.text);
  }
}

@Resolver(() => ParticipationType)
export class ParticipationResolver {
  @Query(() => ParticipationType, { description: 'The reader’s own part in a consultation.' })
  @Guarded(consultationPolicy.seeOwnPart)
  @AlwaysFresh
  participation(
    @Ctx() ctx: RequestContext,
    @Arg('consultationId', () => IdScalar, { description: 'In which consultation.' }) consultationId: string,
    @PartToken() token: string | null,
  ) {
    return getParticipation(ctx, consultationId, token);
  }

  @Mutation(() => ParticipationType, { description: 'Says something to a statement, or something else than before.' })
  @Guarded(consultationPolicy.takePart)
  answerStatement(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('statementId', () => IdScalar, { description: 'To which statement.' }) statementId: string,
    @Arg('value', () => AnswerValueEnum, { description: 'What.' }) value: AnswerValue,
    @PartToken() token: string | null,
  ) {
    return answerStatement(ctx, statementId, value, token);
  }

  @FieldResolver(() => Boolean, { description: 'Whether a helper sits beside: nothing that was said is shown again.' })
  helped(@Root() { part }: Participation): boolean {
    return Boolean(part?.helped);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the part of the holder of a code, with nobody beside.' })
  byCode(@Root() { part }: Participation): boolean {
    return Boolean(part && !part.helped && part.participant.code);
  }

  @FieldResolver(() => [OwnAnswerType], { nullable: true, description: 'What was said so far; null while helped.' })
  answers(@Root() own: Participation, @Ctx() ctx: RequestContext) {
    return ownAnswers(ctx, own);
  }

  @FieldResolver(() => [StatementType], { nullable: true, description: 'What the reader wrote; null while helped.' })
  statements(@Root() own: Participation, @Ctx() ctx: RequestContext) {
    return ownStatements(ctx, own);
  }
}

@Resolver(() => OwnAnswerType)
export class OwnAnswerResolver {
  @FieldResolver(() => StatementType, { description: 'To what.' })
  statement(@Root() vote: StatementVote) {
    return loaded(vote.statement);
  }
}

function PhaseId(): ParameterDecorator {
  return Arg('phaseId', () => IdScalar, { description: 'The step.' }) as ParameterDecorator;
}
