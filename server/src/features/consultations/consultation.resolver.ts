import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AppError } from '../../platform/errors.ts';
import { AlwaysFresh, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { ConsultationInput, ConsultationWordsInput } from './consultation.input.ts';
import {
  createConsultation,
  publishConsultation,
  removeConsultationDraft,
  reopenConsultation,
  updateConsultation,
  updateConsultationWords,
} from './consultation-making.service.ts';
import { getConsultation } from './consultation.reading.ts';
import { listConsultations, listMyConsultations } from './consultation.service.ts';
import { ConsultationConnectionType, ConsultationStageEnum, ConsultationType } from './consultation.type.ts';
import { consultationPolicy } from './consultations.policy.ts';
import type { ConsultationStage } from './consultations.words.ts';

@Resolver()
export class ConsultationResolver {
  @Query(() => ConsultationConnectionType, {
    description: 'Consultations at a stage: what ends or begins soonest, or ended last, first. Public.',
  })
  @Guarded(consultationPolicy.list)
  consultations(
    @Ctx() ctx: RequestContext,
    @Arg('stage', () => ConsultationStageEnum, { defaultValue: 'OPEN', description: 'OPEN, COMING or CLOSED.' })
    stage: ConsultationStage,
    @First() first: number,
    @After() after: string | null,
  ) {
    if (stage === 'DRAFT') throw new AppError('INVALID_INPUT', {}, 'stage');
    return listConsultations(ctx, stage, first, after);
  }

  @Query(() => ConsultationType, { description: 'One consultation that the reader may see, or NOT_FOUND.' })
  @Guarded(consultationPolicy.see)
  @AlwaysFresh
  consultation(@Ctx() ctx: RequestContext, @Id() id: string) {
    return getConsultation(ctx, id);
  }

  @Query(() => ConsultationConnectionType, {
    description: 'All consultations of the organisations that the reader works for, the newest first.',
  })
  @Guarded(consultationPolicy.listMine)
  myConsultations(@Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return listMyConsultations(ctx, first, after);
  }

  @Mutation(() => ConsultationType, { description: 'Begins a consultation as a draft. Staff of the organisation.' })
  @Guarded(consultationPolicy.create)
  createConsultation(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('organisationId', () => IdScalar, { description: 'Who puts the question.' }) organisationId: string,
    @Arg('input', () => ConsultationInput, { description: 'What it is.' }) input: ConsultationInput,
  ) {
    return createConsultation(ctx, organisationId, input);
  }

  @Mutation(() => ConsultationType, {
    description: 'Changes a draft. CHANGED_MEANWHILE where somebody else did. Organisers.',
  })
  @Guarded(consultationPolicy.edit)
  updateConsultation(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Version() version: number,
    @Arg('input', () => ConsultationInput, { description: 'All of it.' }) input: ConsultationInput,
  ) {
    return updateConsultation(ctx, id, version, input);
  }

  @Mutation(() => ConsultationType, {
    description: 'Changes the words that explain it, also while it is open. Organisers.',
  })
  @Guarded(consultationPolicy.edit)
  updateConsultationWords(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Version() version: number,
    @Arg('input', () => ConsultationWordsInput, { description: 'All of them.' }) input: ConsultationWordsInput,
  ) {
    return updateConsultationWords(ctx, id, version, input);
  }

  @Mutation(() => ConsultationType, {
    description: 'Shows a draft to everybody: from then on its rule stays. NOT_READY where something is missing.',
  })
  @Guarded(consultationPolicy.publish)
  publishConsultation(@Ctx() ctx: RequestContext, @Key() _key: string, @Id() id: string) {
    return publishConsultation(ctx, id);
  }

  @Mutation(() => ConsultationType, { description: 'Takes it back to change it, before it opens. Organisers.' })
  @Guarded(consultationPolicy.publish)
  reopenConsultation(@Ctx() ctx: RequestContext, @Key() _key: string, @Id() id: string) {
    return reopenConsultation(ctx, id);
  }

  @Mutation(() => Boolean, { description: 'Throws a draft away. Organisers.' })
  @Guarded(consultationPolicy.remove)
  removeConsultationDraft(@Ctx() ctx: RequestContext, @Key() _key: string, @Id() id: string) {
    return removeConsultationDraft(ctx, id);
  }
}

function Id(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'The consultation.' }) as ParameterDecorator;
}

function Version(): ParameterDecorator {
  return Arg('version', () => Int, { description: 'The version that the change was made from.' }) as ParameterDecorator;
}
