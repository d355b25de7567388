import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isMember } from '../../../platform/authorization/rule.ts';
import { Guarded, LeavesNoTrace } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { memberById, MemberType } from '../../members/index.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { PaperBatch } from './paper-batch.entity.ts';
import {
  checkPaperCodes,
  correctPaperBatch,
  enterPaperBatch,
  linesOf,
  listPaperBatches,
  signPaperBatch,
} from './paper.service.ts';
import { PaperBallotType, PaperBatchType, PaperCodeStandingEnum, PaperReplyType } from './paper.type.ts';

@Resolver(() => PaperBatchType)
export class PaperBatchResolver {
  @Query(() => [PaperBatchType], {
    description: 'Papers of a vote or a survey that were entered, the newest first. Organisers.',
  })
  @Guarded(consultationPolicy.enterPaper)
  paperBatches(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string) {
    return listPaperBatches(ctx, phaseId);
  }

  @Mutation(() => [PaperCodeStandingEnum], {
    description: 'How codes handed in with closed envelopes stand, in their order; none is used up. Organisers.',
  })
  @Guarded(consultationPolicy.enterPaper)
  @LeavesNoTrace
  checkPaperCodes(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('codes', () => [String], { description: 'As they were handed in.' }) codes: string[],
  ) {
    return checkPaperCodes(ctx, phaseId, codes);
  }

  @Mutation(() => PaperBatchType, {
    description: 'Enters papers and the codes handed in with them. PAPER_COUNT, PAPER_CODES, PAPER_LINE. Organisers.',
  })
  @Guarded(consultationPolicy.enterPaper)
  @LeavesNoTrace
  enterPaperBatch(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('codes', () => [String], { description: 'One for each paper, in any order.' }) codes: string[],
    @Lines() lines: string[],
  ) {
    return enterPaperBatch(ctx, phaseId, codes, lines);
  }

  @Mutation(() => PaperBatchType, { description: 'Enters the same papers anew. PAPER_COUNT, PAPER_LINE. Organisers.' })
  @Guarded(consultationPolicy.enterPaper)
  @LeavesNoTrace
  correctPaperBatch(@Ctx() ctx: RequestContext, @Key() _key: string, @Id() id: string, @Lines() lines: string[]) {
    return correctPaperBatch(ctx, id, lines);
  }

  @Mutation(() => PaperBatchType, {
    description:
      'A second person signs: the papers count. SIGN_BY_ANOTHER for whoever entered them, CHANGED_MEANWHILE. Organisers.',
  })
  @Guarded(consultationPolicy.enterPaper)
  signPaperBatch(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('version', () => Int, { description: 'The version that was seen.' }) version: number,
  ) {
    return signPaperBatch(ctx, id, version);
  }

  @FieldResolver(() => [PaperBallotType], {
    description: 'What stands on ballots, in their order; none once signed.',
  })
  ballots(@Root() { contents }: PaperBatch): PaperBallotType[] {
    return (contents ?? []).flatMap((choices) => (Array.isArray(choices) ? [{ choices }] : []));
  }

  @FieldResolver(() => [PaperReplyType], {
    description: 'What stands on papers of a survey, in their order; none once signed.',
  })
  replies(@Root() { contents }: PaperBatch): PaperReplyType[] {
    return (contents ?? []).flatMap((reply) =>
      Array.isArray(reply)
        ? []
        : [{ answers: Object.entries(reply).map(([questionId, answer]) => ({ questionId, ...answer })) }],
    );
  }

  @FieldResolver(() => [String], { description: 'The papers as they are typed, to correct them; none once signed.' })
  lines(@Root() batch: PaperBatch, @Ctx() ctx: RequestContext) {
    return linesOf(ctx, batch);
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who entered them.' })
  enteredBy(@Root() { enteredBy }: PaperBatch, @Ctx() ctx: RequestContext) {
    return enteredBy ? memberById(ctx, enteredBy.id) : null;
  }

  @FieldResolver(() => MemberType, { nullable: true, description: 'Who compared them with the papers.' })
  signedBy(@Root() { signedBy }: PaperBatch, @Ctx() ctx: RequestContext) {
    return signedBy ? memberById(ctx, signedBy.id) : null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader may sign: it is open, and another entered it.' })
  viewerCanSign(@Root() batch: PaperBatch, @Ctx() { actor }: RequestContext): boolean {
    return batch.isOpen() && isMember(actor) && batch.enteredBy?.id !== actor.id;
  }
}

function Id(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'The batch.' }) as ParameterDecorator;
}

function PhaseId(): ParameterDecorator {
  return Arg('phaseId', () => IdScalar, { description: 'The step.' }) as ParameterDecorator;
}

function Lines(): ParameterDecorator {
  return Arg('lines', () => [String], {
    description:
      'A paper each, by the numbers of its options, from 1: ranked "3 1 2", ties "3=1 2"; points "1:5 3:0"; marked "1 3"; empty "-". ' +
      'Of a survey, each answer after the number of its question: "1: 2; 2: 1 3; 4: words"; a table by rows "3: 1 - 2".',
  }) as ParameterDecorator;
}
