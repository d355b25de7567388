import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AppError } from '../../../platform/errors.ts';
import { AlwaysFresh, Guarded, LeavesNoTrace, OncePerPerson } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import { translated, TranslatedTextType } from '../../translations/index.ts';
import type { ConsultationPhase } from '../consultation.entity.ts';
import { ConsultationPhaseType, ConsultationType } from '../consultation.type.ts';
import { papersLeftOut } from '../paper/left-out.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import { most } from '../consultations.words.ts';
import { PartToken } from '../participation/part-token.ts';
import { shownProposal } from '../proposals/proposal.reading.ts';
import { ProposalType } from '../proposals/proposal.type.ts';
import type { BallotOption } from './ballot-option.entity.ts';
import { type BallotPaper, castBallot, getBallotPaper, showReceipt } from './ballots.service.ts';
import { optionsOf, setBallotOptions, waitsForOptions } from './options.service.ts';
import { type BudgetProposal, cannotOpen, listBudgetProposals, takeProposals } from './taking.service.ts';
import { BallotChoiceInput, BallotOptionInput } from './vote.input.ts';
import {
  BallotOptionType,
  BallotPaperType,
  BallotReceiptType,
  BoardBallotConnectionType,
  BoardBallotType,
  BudgetProposalType,
  VoteCountType,
  VoteExportType,
  VoteResultType,
} from './vote.type.ts';
import {
  boardBallotOf,
  boardOf,
  type CountedVote,
  exportOf,
  listVoteResults,
  quorumMetBy,
} from './vote-results.service.ts';
import type { VoteResult } from './vote-result.entity.ts';

@Resolver(() => BallotOptionType)
export class BallotOptionResolver {
  @Mutation(() => ConsultationType, {
    description: 'What a draft puts to the vote: all of it, in its order. Organisers.',
  })
  @Guarded(consultationPolicy.editOptions)
  setBallotOptions(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('options', () => [BallotOptionInput], { description: 'Each once.' }) options: BallotOptionInput[],
    @Arg('language', () => LocaleScalar, { description: 'In which language they are.' }) language: Locale,
  ) {
    if (options.length > most.options) throw new AppError('TOO_MUCH', { max: most.options }, 'options');
    return setBallotOptions(ctx, phaseId, options, language);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What it is.' })
  text(@Root() option: BallotOption, @Ctx() ctx: RequestContext) {
    return translated(ctx, option, 'text', option.text);
  }

  @FieldResolver(() => ProposalType, { nullable: true, description: 'The proposal that it was.' })
  proposal(@Root() { proposal }: BallotOption, @Ctx() ctx: RequestContext) {
    return proposal ? shownProposal(ctx, proposal.id) : null;
  }
}

@Resolver(() => BudgetProposalType)
export class BudgetProposalResolver {
  @Query(() => [BudgetProposalType], {
    description: 'What a budget vote can take over from the steps before. Organisers.',
  })
  @Guarded(consultationPolicy.editOptions)
  budgetProposals(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string) {
    return listBudgetProposals(ctx, phaseId);
  }

  @Mutation(() => ConsultationType, {
    description: 'Proposals with an estimate become options of the budget vote, each once, until it opens. Organisers.',
  })
  @Guarded(consultationPolicy.editOptions)
  takeProposals(@Ctx() ctx: RequestContext, @Key() _key: string, @PhaseId() phaseId: string) {
    return takeProposals(ctx, phaseId);
  }

  @FieldResolver(() => ProposalType, { description: 'The proposal.' })
  proposal(@Root() { proposal }: BudgetProposal) {
    return proposal;
  }
}

@Resolver(() => ConsultationPhaseType)
export class PhaseOptionsResolver {
  @FieldResolver(() => [BallotOptionType], { description: 'What is put to the vote in it, in their order; else none.' })
  options(@Root() { id, method }: ConsultationPhase, @Ctx() ctx: RequestContext) {
    return method === 'VOTE' ? optionsOf(ctx, id) : [];
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether it is a vote that takes no ballots yet, because its options were not taken from the proposals.',
  })
  waitsForOptions(@Root() phase: ConsultationPhase, @Ctx() ctx: RequestContext) {
    return waitsForOptions(ctx, phase);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it is a vote that never opens: no proposals stand, and none are collected any more.',
  })
  cannotOpen(@Root() phase: ConsultationPhase, @Ctx() ctx: RequestContext) {
    return cannotOpen(ctx, phase);
  }
}

@Resolver(() => BallotPaperType)
export class BallotPaperResolver {
  @Query(() => BallotPaperType, { description: 'What the reader needs to vote.' })
  @Guarded(consultationPolicy.seeOwnPart)
  @AlwaysFresh
  ballotPaper(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string, @PartToken() token: string | null) {
    return getBallotPaper(ctx, phaseId, token);
  }

  @Mutation(() => BallotReceiptType, {
    description: 'Puts a ballot into the box, once and for good. BALLOT_CAST for a second one.',
  })
  @Guarded(consultationPolicy.vote)
  @LeavesNoTrace
  @OncePerPerson
  castBallot(
    @Ctx() ctx: RequestContext,
    @Key() key: string,
    @PhaseId() phaseId: string,
    @Arg('choices', () => [BallotChoiceInput], { description: 'What it says; options left out get nothing.' })
    choices: BallotChoiceInput[],
    @PartToken() token: string | null,
  ) {
    if (choices.length > most.options) throw new AppError('TOO_MUCH', { max: most.options }, 'choices');
    return castBallot(ctx, key, phaseId, choices, token);
  }

  @Mutation(() => BallotReceiptType, {
    description:
      'The receipt of a ballot given beside a helper, for the person who was handed the screen, once. RECEIPT_SHOWN for a second time.',
  })
  @Guarded(consultationPolicy.vote)
  @LeavesNoTrace
  showReceipt(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('ballotKey', () => IdScalar, { description: 'With which the ballot was given.' }) ballotKey: string,
    @Arg('token', () => String, { description: 'Of the session with the helper.' }) token: string,
  ) {
    return showReceipt(ctx, phaseId, ballotKey, token);
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'The step with the vote.' })
  phase(@Root() { phase }: BallotPaper) {
    return phase;
  }

  @FieldResolver(() => [BallotOptionType], { description: 'What can be chosen.' })
  options(@Root() { options }: BallotPaper) {
    return options;
  }

  @FieldResolver(() => Boolean, { description: 'Whether a helper sits beside.' })
  helped(@Root() { part }: BallotPaper): boolean {
    return Boolean(part?.helped);
  }
}

@Resolver(() => VoteResultType)
export class VoteResultResolver {
  @Query(() => [VoteResultType], { description: 'What came out of votes that have ended. Public.' })
  @Guarded(consultationPolicy.seeResults)
  voteResults(
    @Ctx() ctx: RequestContext,
    @Arg('consultationId', () => IdScalar, { description: 'Of which consultation.' }) consultationId: string,
  ) {
    return listVoteResults(ctx, consultationId);
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'Of which step.' })
  phase(@Root() { phase }: VoteResult) {
    return loaded(phase);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many ballots there are, without blank ones; null under five.',
  })
  ballots(@Root() { ballots, result }: VoteResult) {
    return result ? ballots : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many more voted with a paper on which nothing stood; they count for the quorum. Null where too few voted.',
  })
  blank(@Root() { blank, result }: VoteResult) {
    return result ? blank : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether enough voted; null where no number is asked for, or the answer would tell of fewer than five.',
  })
  quorumMet(@Root() vote: CountedVote) {
    return quorumMetBy(vote);
  }

  @FieldResolver(() => Int, { description: 'How many papers nobody signed in time: they are not counted.' })
  papersLeftOut(@Root() { phase }: VoteResult, @Ctx() ctx: RequestContext) {
    return papersLeftOut(ctx, phase.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What a lot is drawn from, a mark of all receipts; null under five.',
  })
  seed(@Root() { seed, result }: VoteResult) {
    return result ? seed : null;
  }

  @FieldResolver(() => [BallotOptionType], { description: 'The options in their order.' })
  options(@Root() { phase }: VoteResult, @Ctx() ctx: RequestContext) {
    return optionsOf(ctx, phase.id);
  }

  @FieldResolver(() => VoteCountType, { nullable: true, description: 'The count; null where fewer than five voted.' })
  count(@Root() { result }: VoteResult) {
    return result && { ...result, pairs: result.pairs ?? [] };
  }

  @FieldResolver(() => BoardBallotConnectionType, {
    description: 'The ballots by their receipts; none where too few voted.',
  })
  board(@Root() vote: VoteResult, @Ctx() ctx: RequestContext, @First() first: number, @After() after: string | null) {
    return boardOf(ctx, vote, { first, after });
  }

  @FieldResolver(() => BoardBallotType, {
    nullable: true,
    description: 'The ballot with a receipt; null: there is none.',
  })
  boardBallot(
    @Root() vote: VoteResult,
    @Ctx() ctx: RequestContext,
    @Arg('receipt', () => String, { description: 'As it is typed.' }) receipt: string,
  ) {
    return boardBallotOf(ctx, vote, receipt);
  }

  @FieldResolver(() => VoteExportType, { nullable: true, description: 'The ballots as a file; null under five.' })
  export(@Root() vote: CountedVote, @Ctx() ctx: RequestContext) {
    return exportOf(ctx, vote);
  }
}

function PhaseId(): ParameterDecorator {
  return Arg('phaseId', () => IdScalar, { description: 'The step.' }) as ParameterDecorator;
}
