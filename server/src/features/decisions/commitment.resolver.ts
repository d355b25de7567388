import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../platform/graphql/api-type.ts';
import { Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { OrganisationType } from '../organisations/index.ts';
import { translated, TranslatedTextType } from '../translations/index.ts';
import type { CommitmentStep } from './commitment.entity.ts';
import { beginFromCommitment, mayMove, moveCommitment } from './commitment.service.ts';
import { BeginningInput, CommitmentStepInput } from './decision.input.ts';
import { type Beginning, beginningsOf, type ReadCommitment, stepsOf } from './decision.reading.ts';
import {
  BeginningKindEnum,
  CommitmentBeginningType,
  CommitmentStandingEnum,
  CommitmentStepType,
  CommitmentType,
} from './decision.type.ts';
import { decisionPolicy } from './decisions.policy.ts';
import type { BeginningKind } from './decisions.words.ts';

@Resolver(() => CommitmentType)
export class CommitmentResolver {
  @Mutation(() => CommitmentType, {
    description: 'Says how a commitment stands: everybody reads it, and hears of it once done or dropped. Organisers.',
  })
  @Guarded(decisionPolicy.move)
  moveCommitment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('input', () => CommitmentStepInput, { description: 'How it stands.' }) input: CommitmentStepInput,
  ) {
    return moveCommitment(ctx, id, input);
  }

  @Mutation(() => CommitmentType, {
    description: 'Begins an action, open at once, or the draft of an event, that people can join. Organisers.',
  })
  @Guarded(decisionPolicy.move)
  beginFromCommitment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('kind', () => BeginningKindEnum, { description: 'Which.' }) kind: BeginningKind,
    @Arg('input', () => BeginningInput, { description: 'Where and when.' }) input: BeginningInput,
  ) {
    return beginFromCommitment(ctx, id, kind, input);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What is promised.' })
  words(@Root() { id, words, decision }: ReadCommitment, @Ctx() ctx: RequestContext) {
    return translated(ctx, { id, language: decision.$.language }, 'words', words);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'Who promised it.' })
  owner(@Root() { id, owner, decision }: ReadCommitment, @Ctx() ctx: RequestContext) {
    return translated(ctx, { id, language: decision.$.language }, 'owner', owner);
  }

  @FieldResolver(() => OrganisationType, { nullable: true, description: 'The organisation here that promised it.' })
  organisation(@Root() { organisation }: ReadCommitment) {
    return organisation?.$ ?? null;
  }

  @FieldResolver(() => CommitmentStandingEnum, { description: 'How it stands today.' })
  standing(@Root() commitment: ReadCommitment, @Ctx() ctx: RequestContext) {
    return commitment.standingAt(ctx.clock.now());
  }

  @FieldResolver(() => [CommitmentStepType], { description: 'What was said on its way, the latest first.' })
  steps(@Root() commitment: ReadCommitment, @Ctx() ctx: RequestContext) {
    return stepsOf(ctx, commitment);
  }

  @FieldResolver(() => [CommitmentBeginningType], {
    description: 'Actions and events that it began: those that everybody sees, and all for those who may move it.',
  })
  async beginnings(@Root() commitment: ReadCommitment, @Ctx() ctx: RequestContext) {
    const all = await beginningsOf(ctx, commitment);
    return mayMove(ctx, commitment) ? all : all.filter(({ isPublic }) => isPublic);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may say how it stands.' })
  viewerCanMove(@Root() commitment: ReadCommitment, @Ctx() ctx: RequestContext): boolean {
    return mayMove(ctx, commitment);
  }
}

@Resolver(() => CommitmentStepType)
export class CommitmentStepResolver {
  @FieldResolver(() => TranslatedTextType, { description: 'What was done, or why not.' })
  words(@Root() step: CommitmentStep, @Ctx() ctx: RequestContext) {
    return translated(ctx, step, 'words', step.words);
  }
}

@Resolver(() => CommitmentBeginningType)
export class CommitmentBeginningResolver {
  @FieldResolver(() => TranslatedTextType, { description: 'What it is called.' })
  title(@Root() { subjectId: id, title, language }: Beginning, @Ctx() ctx: RequestContext) {
    return translated(ctx, { id, language }, 'title', title);
  }
}

function Id(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'The commitment.' }) as ParameterDecorator;
}
