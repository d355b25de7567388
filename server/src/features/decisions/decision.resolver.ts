import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { can } from '../../platform/authorization/rule.ts';
import { AlwaysFresh, Guarded } from '../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';
import { type Consultation, ConsultationType } from '../consultations/index.ts';
import { townDay } from '../../platform/time.ts';
import { translated, TranslatedTextType } from '../translations/index.ts';
import { CommitmentInput, DecisionGroundInput, DecisionWordsInput } from './decision.input.ts';
import { decisionNeedsOf } from './decision-needs.ts';
import {
  commitmentsOf,
  decisionInSight,
  decisionOf,
  groundsOf,
  listDecisions,
  type ReadDecision,
  type ReadGround,
  subjectOf,
} from './decision.reading.ts';
import {
  addCommitment,
  addGround,
  groundSubjects,
  publishDecision,
  removeCommitment,
  removeGround,
  saveDecision,
} from './decision.service.ts';
import {
  CommitmentType,
  DecisionConnectionType,
  DecisionGroundType,
  DecisionNeedEnum,
  DecisionSourceType,
  DecisionType,
  GroundKindEnum,
  GroundSubjectType,
} from './decision.type.ts';
import { decisionPolicy } from './decisions.policy.ts';
import { saidBy } from './grounds.ts';

@Resolver(() => DecisionType)
export class DecisionResolver {
  @Query(() => DecisionType, {
    nullable: true,
    description: 'What was decided after a consultation; null before it is published. Public.',
  })
  @Guarded(decisionPolicy.see)
  @AlwaysFresh
  decision(@Ctx() ctx: RequestContext, @ConsultationId() consultationId: string) {
    return decisionOf(ctx, consultationId);
  }

  @Query(() => DecisionConnectionType, { description: 'Published decisions, the latest first. Public.' })
  @Guarded(decisionPolicy.list)
  @AlwaysFresh
  decisions(
    @Ctx() ctx: RequestContext,
    @Arg('late', () => Boolean, { defaultValue: false, description: 'Only those with a commitment that is late.' })
    late: boolean,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listDecisions(ctx, { late }, first, after);
  }

  @Query(() => [GroundSubjectType], {
    description:
      'What people said in a consultation: options of votes, questions of surveys, proposals, statements. Organisers.',
  })
  @Guarded(decisionPolicy.write)
  groundSubjects(@Ctx() ctx: RequestContext, @ConsultationId() consultationId: string) {
    return groundSubjects(ctx, consultationId);
  }

  @Mutation(() => DecisionType, {
    description: 'Writes what was decided, as a draft. CHANGED_MEANWHILE where somebody else did. Organisers.',
  })
  @Guarded(decisionPolicy.write)
  saveDecision(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('input', () => DecisionWordsInput, { description: 'All of it.' }) input: DecisionWordsInput,
  ) {
    return saveDecision(ctx, consultationId, input);
  }

  @Mutation(() => DecisionType, {
    description: 'Shows it to everybody and tells who took part. NOT_READY where something is missing. Organisers.',
  })
  @Guarded(decisionPolicy.publish)
  publishDecision(@Ctx() ctx: RequestContext, @Key() _key: string, @ConsultationId() consultationId: string) {
    return publishDecision(ctx, consultationId);
  }

  @Mutation(() => DecisionType, {
    description: 'Takes a stand on something people said; a second time changes the stand. Organisers.',
  })
  @Guarded(decisionPolicy.write)
  addGround(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('input', () => DecisionGroundInput, { description: 'On what, and how.' }) input: DecisionGroundInput,
  ) {
    return addGround(ctx, consultationId, input);
  }

  @Mutation(() => DecisionType, { description: 'Takes a stand away again. Organisers.' })
  @Guarded(decisionPolicy.write)
  removeGround(@Ctx() ctx: RequestContext, @Key() _key: string, @Id() id: string) {
    return removeGround(ctx, id);
  }

  @Mutation(() => DecisionType, { description: 'Promises one thing by a day. Organisers, in a draft.' })
  @Guarded(decisionPolicy.write)
  addCommitment(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @ConsultationId() consultationId: string,
    @Arg('input', () => CommitmentInput, { description: 'What, who and by when.' }) input: CommitmentInput,
  ) {
    return addCommitment(ctx, consultationId, input);
  }

  @Mutation(() => DecisionType, { description: 'Takes a promise out of a draft. Organisers.' })
  @Guarded(decisionPolicy.write)
  removeCommitment(@Ctx() ctx: RequestContext, @Key() _key: string, @Id() id: string) {
    return removeCommitment(ctx, id);
  }

  @FieldResolver(() => ConsultationType, { description: 'After which consultation.' })
  consultation(@Root() { consultation }: ReadDecision) {
    return consultation.$;
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What was decided.' })
  words(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return translated(ctx, decision, 'words', decision.words);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'Why.' })
  reasons(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return translated(ctx, decision, 'reasons', decision.reasons);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'Who decided.' })
  body(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return translated(ctx, decision, 'body', decision.body);
  }

  @FieldResolver(() => DecisionSourceType, {
    nullable: true,
    description: 'The words as they were written, for those who may write it; null for others.',
  })
  source(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return mayWrite(ctx, decision) ? decision : null;
  }

  @FieldResolver(() => [DecisionGroundType], { description: 'What people said that it follows or departs from.' })
  grounds(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return groundsOf(ctx, decision);
  }

  @FieldResolver(() => [CommitmentType], { description: 'What is promised, the earliest day first.' })
  commitments(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return commitmentsOf(ctx, decision);
  }

  @FieldResolver(() => [DecisionNeedEnum], { description: 'What a draft still lacks; empty: it can be published.' })
  missing(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext) {
    return decision.state === 'DRAFT' ? decisionNeedsOf(ctx, decision) : [];
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may write it: a draft, of an own organisation.' })
  viewerCanWrite(@Root() decision: ReadDecision, @Ctx() ctx: RequestContext): boolean {
    return mayWrite(ctx, decision);
  }
}

const mayWrite = (ctx: RequestContext, decision: ReadDecision): boolean =>
  decision.state === 'DRAFT' && can(ctx.actor, decisionPolicy.write, subjectOf(decision));

@Resolver(() => DecisionGroundType)
export class DecisionGroundResolver {
  @FieldResolver(() => GroundKindEnum, { description: 'What it is.' })
  kind(@Root() ground: ReadGround) {
    return saidBy(ground)?.kind;
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What people said.' })
  said(@Root() ground: ReadGround, @Ctx() ctx: RequestContext) {
    const said = saidBy(ground);
    return said && translated(ctx, said, said.field, said.words);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'Why it is followed or not; may be empty.' })
  why(@Root() { id, why, decision }: ReadGround, @Ctx() ctx: RequestContext) {
    return translated(ctx, { id, language: decision.$.language }, 'why', why);
  }
}

@Resolver(() => ConsultationType)
export class ConsultationDecisionResolver {
  @FieldResolver(() => DecisionType, {
    nullable: true,
    description: 'What was decided; null before it is published, but for those who write it.',
  })
  decision(@Root() { id }: Consultation, @Ctx() ctx: RequestContext) {
    return decisionInSight(ctx, id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the day of the answer is over and nothing was decided.' })
  async answerLate(@Root() { id, state, answerBy }: Consultation, @Ctx() ctx: RequestContext): Promise<boolean> {
    if (state === 'DRAFT' || !answerBy || answerBy >= townDay(ctx.clock.now()).toString()) return false;
    return (await decisionInSight(ctx, id))?.state !== 'PUBLISHED';
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may write what was decided, or change the draft.' })
  async viewerCanDecide(@Root() { id, state, organisation }: Consultation, @Ctx() ctx: RequestContext) {
    if (state === 'DRAFT' || !can(ctx.actor, decisionPolicy.write, { organisationId: organisation.id })) return false;
    return (await decisionInSight(ctx, id))?.state !== 'PUBLISHED';
  }
}

function Id(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'Which.' }) as ParameterDecorator;
}

function ConsultationId(): ParameterDecorator {
  return Arg('consultationId', () => IdScalar, { description: 'The consultation.' }) as ParameterDecorator;
}
