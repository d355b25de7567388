import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, Guarded } from '../../../platform/graphql/api-type.ts';
import { After, First, Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { loaded } from '../../../platform/graphql/loaded.ts';
import { IdScalar, LocaleScalar } from '../../../platform/graphql/scalars.ts';
import type { Locale } from '../../../platform/locales.ts';
import { memberById, MemberType } from '../../members/index.ts';
import { organisationById, OrganisationType } from '../../organisations/index.ts';
import { LanguageStateType, languagesOf, translated, TranslatedTextType } from '../../translations/index.ts';
import { ConsultationPhaseType } from '../consultation.type.ts';
import { consultationPolicy } from '../consultations.policy.ts';
import type { RejectReason } from '../consultations.words.ts';
import { PartToken } from '../participation/part-token.ts';
import { RejectReasonEnum } from '../statements/statement.type.ts';
import { estimateCost } from './estimates.service.ts';
import { mergeProposals } from './merging.service.ts';
import type { Proposal, ProposalEstimate } from './proposal.entity.ts';
import { EstimateInput, ProposalInput } from './proposal.input.ts';
import {
  authorShown,
  commentsShown,
  estimatesOf,
  getProposal,
  isOnBallot,
  mergedInto,
  supportsShown,
  versionsOf,
} from './proposal.reading.ts';
import {
  OwnProposalPartType,
  ProposalConnectionType,
  ProposalEstimateType,
  ProposalOrderEnum,
  ProposalPartType,
  ProposalStateEnum,
  ProposalType,
  ProposalVersionType,
} from './proposal.type.ts';
import { translatableWords } from './proposal-words.ts';
import { addProposal, decideProposal, makeProposal, withdrawProposal } from './proposing.service.ts';
import { getProposalPart, listProposals, ownPartOf, type ProposalPart, proposalsAsCsv } from './proposals.service.ts';
import type { ProposalOrder, ProposalState } from './proposals.words.ts';
import { setSupport } from './supports.service.ts';

@Resolver(() => ProposalType)
export class ProposalResolver {
  @Query(() => ProposalConnectionType, {
    description: 'Proposals of a step: published and merged ones for everybody, others for those who moderate.',
  })
  @Guarded(consultationPolicy.see)
  @AlwaysFresh
  proposals(
    @Ctx() ctx: RequestContext,
    @PhaseId() phaseId: string,
    @Arg('state', () => ProposalStateEnum, { defaultValue: 'PUBLISHED', description: 'In which state.' })
    state: ProposalState,
    @Arg('order', () => ProposalOrderEnum, { defaultValue: 'FAIR', description: 'In which order.' })
    order: ProposalOrder,
    @First() first: number,
    @After() after: string | null,
  ) {
    return listProposals(ctx, phaseId, { state, order }, { first, after });
  }

  @Query(() => ProposalType, { description: 'One proposal that the reader may see, or NOT_FOUND.' })
  @Guarded(consultationPolicy.see)
  @AlwaysFresh
  async proposal(@Ctx() ctx: RequestContext, @Id() id: string, @PartToken() token: string | null) {
    return (await getProposal(ctx, id, token)).proposal;
  }

  @Query(() => String, { description: 'The proposals of a step as CSV; no line of it is about a person. Public.' })
  @Guarded(consultationPolicy.seeResults)
  proposalsCsv(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string) {
    return proposalsAsCsv(ctx, phaseId);
  }

  @Mutation(() => ProposalType, { description: 'Proposes something; organisers look at it first.' })
  @Guarded(consultationPolicy.takePart)
  makeProposal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('input', () => ProposalInput, { description: 'What.' }) input: ProposalInput,
    @Arg('showsName', () => Boolean, { defaultValue: false, description: 'Whether everybody may read the name.' })
    showsName: boolean,
    @PartToken() token: string | null,
  ) {
    return makeProposal(ctx, phaseId, input, { showsName, token });
  }

  @Mutation(() => ProposalType, { description: 'Adds a proposal that everybody reads at once. Moderators.' })
  @Guarded(consultationPolicy.moderate)
  addProposal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @PhaseId() phaseId: string,
    @Arg('input', () => ProposalInput, { description: 'What.' }) input: ProposalInput,
    @Arg('language', () => LocaleScalar, { description: 'In which language it is.' }) language: Locale,
  ) {
    return addProposal(ctx, phaseId, input, language);
  }

  @Mutation(() => ProposalType, { description: 'Lets a proposal in, or says why not. Moderators.' })
  @Guarded(consultationPolicy.moderate)
  decideProposal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('reason', () => RejectReasonEnum, { nullable: true, description: 'Why not; none: it is let in.' })
    reason: RejectReason | null,
  ) {
    return decideProposal(ctx, id, reason ?? null);
  }

  @Mutation(() => ProposalType, { description: 'Takes an own proposal back.' })
  @Guarded(consultationPolicy.takePart)
  withdrawProposal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @PartToken() token: string | null,
  ) {
    return withdrawProposal(ctx, id, token);
  }

  @Mutation(() => ProposalType, {
    description: 'Supports a proposal, or does so no more. For one that was merged: the one it went into.',
  })
  @Guarded(consultationPolicy.takePart)
  setProposalSupport(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('supports', () => Boolean, { description: 'Whether from now on.' }) supports: boolean,
    @PartToken() token: string | null,
  ) {
    return setSupport(ctx, id, supports, token);
  }

  @Mutation(() => ProposalType, { description: 'One proposal goes into another that says the same. Organisers.' })
  @Guarded(consultationPolicy.arrangeProposals)
  mergeProposals(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('intoId', () => IdScalar, { description: 'The one that stays.' }) intoId: string,
  ) {
    return mergeProposals(ctx, id, intoId);
  }

  @Mutation(() => ProposalType, { description: 'Says what a proposal costs. Organisers.' })
  @Guarded(consultationPolicy.arrangeProposals)
  estimateProposal(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Id() id: string,
    @Arg('input', () => EstimateInput, { description: 'How much.' }) input: EstimateInput,
  ) {
    return estimateCost(ctx, id, input);
  }

  @FieldResolver(() => IdScalar, { description: 'Of which step.' })
  phaseId(@Root() { phase }: Proposal) {
    return phase.id;
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What it is called.' })
  title(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return translated(ctx, proposal, 'title', proposal.title);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What is to be done.' })
  text(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return translated(ctx, proposal, 'text', proposal.text);
  }

  @FieldResolver(() => String, { description: 'Its text as it was written, to make an amendment from.' })
  source(@Root() { text }: Proposal) {
    return text;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the organisers wrote it.' })
  byOrganisers(@Root() { author }: Proposal) {
    return !author;
  }

  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'Who wrote it, where the author lets everybody know.',
  })
  async author(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    const memberId = await authorShown(ctx, proposal);
    return memberId ? memberById(ctx, memberId) : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many support it; null under five. While people may still support it: about so many, in fives, released every hour.',
  })
  supports(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return supportsShown(ctx, proposal);
  }

  @FieldResolver(() => Boolean, { description: 'Whether nobody can support it any more, and `supports` is exact.' })
  async supportsFinal(@Root() { phase }: Proposal, @Ctx() ctx: RequestContext) {
    return (await loaded(phase)).closesAt <= ctx.clock.now();
  }

  @FieldResolver(() => Int, { description: 'How many comments it has.' })
  commentCount(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return commentsShown(ctx, proposal);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether a vote on it has opened: from then on it stays as it is on the ballot.',
  })
  onBallot(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return isOnBallot(ctx, proposal);
  }

  @FieldResolver(() => IdScalar, { nullable: true, description: 'The one it went into.' })
  mergedIntoId(@Root() { mergedInto: into }: Proposal) {
    return into?.id ?? null;
  }

  @FieldResolver(() => [ProposalType], { description: 'Those that went into it.' })
  merged(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return mergedInto(ctx, proposal);
  }

  @FieldResolver(() => [ProposalVersionType], { description: 'Its texts, the newest first.' })
  versions(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return versionsOf(ctx, proposal);
  }

  @FieldResolver(() => [ProposalEstimateType], { description: 'What staff think it costs; the first counts.' })
  estimates(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return estimatesOf(ctx, proposal);
  }

  @FieldResolver(() => [LanguageStateType], { description: 'How far its words are in each language.' })
  languageStates(@Root() proposal: Proposal, @Ctx() ctx: RequestContext) {
    return languagesOf(ctx, proposal.id, { language: proposal.language, fields: translatableWords(proposal) });
  }

  @FieldResolver(() => OwnProposalPartType, { description: 'The reader’s own part in it.' })
  own(@Root() proposal: Proposal, @Ctx() ctx: RequestContext, @PartToken() token: string | null) {
    return ownPartOf(ctx, proposal, token);
  }
}

@Resolver(() => ProposalPartType)
export class ProposalPartResolver {
  @Query(() => ProposalPartType, { description: 'The reader’s own part in a step with proposals.' })
  @Guarded(consultationPolicy.seeOwnPart)
  @AlwaysFresh
  proposalPart(@Ctx() ctx: RequestContext, @PhaseId() phaseId: string, @PartToken() token: string | null) {
    return getProposalPart(ctx, phaseId, token);
  }

  @FieldResolver(() => ConsultationPhaseType, { description: 'The step.' })
  phase(@Root() { phase }: ProposalPart) {
    return phase;
  }

  @FieldResolver(() => Boolean, { description: 'Whether a helper sits beside.' })
  helped(@Root() { part }: ProposalPart): boolean {
    return Boolean(part?.helped);
  }

  @FieldResolver(() => [ProposalType], { description: 'What the reader proposed; none while helped.' })
  own(@Root() { own }: ProposalPart) {
    return own;
  }
}

@Resolver(() => ProposalEstimateType)
export class ProposalEstimateResolver {
  @FieldResolver(() => OrganisationType, { description: 'Who says so.' })
  organisation(@Root() { organisationId }: ProposalEstimate, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, organisationId);
  }
}

function Id(): ParameterDecorator {
  return Arg('id', () => IdScalar, { description: 'The proposal.' }) as ParameterDecorator;
}

function PhaseId(): ParameterDecorator {
  return Arg('phaseId', () => IdScalar, { description: 'The step.' }) as ParameterDecorator;
}
