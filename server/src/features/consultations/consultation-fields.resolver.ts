import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaded } from '../../platform/graphql/loaded.ts';
import { ViewerType } from '../members/index.ts';
import { ZoneType } from '../neighbourhoods/index.ts';
import { organisationById, organisationsById, OrganisationType } from '../organisations/index.ts';
import { LanguageStateType, languagesOf, translated, TranslatedTextType } from '../translations/index.ts';
import type { Consultation, ConsultationPhase } from './consultation.entity.ts';
import { needsOf } from './consultation-needs.ts';
import { mayDo, organisationsToAskFor, phasesOf } from './consultation.reading.ts';
import {
  ConsultationDocumentType,
  ConsultationNeedEnum,
  ConsultationPhaseType,
  ConsultationSourceType,
  ConsultationStageEnum,
  ConsultationType,
  DecisionRuleType,
} from './consultation.type.ts';
import { namesInRule, translatableFields, writesAs } from './consultation-words.ts';
import { mayTakeProposals } from './votes/taking.service.ts';
import { participantsAtLeast, waitingStatements } from './participation/numbers.ts';

@Resolver(() => ConsultationType)
export class ConsultationFieldsResolver {
  @FieldResolver(() => ConsultationStageEnum, { description: 'Where it stands now.' })
  stage(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.stageAt(ctx.clock.now());
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What is asked.' })
  question(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return translated(ctx, consultation, 'question', consultation.question);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'In easy words.' })
  explanation(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return translated(ctx, consultation, 'explanation', consultation.explanation);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'All of it: Markdown without HTML.' })
  description(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return translated(ctx, consultation, 'description', consultation.description);
  }

  @FieldResolver(() => [ConsultationDocumentType], {
    description: 'Documents to read before one answers whose pages are elsewhere.',
  })
  documents(@Root() { documents }: Consultation) {
    return documents;
  }

  @FieldResolver(() => OrganisationType, { description: 'Who puts the question.' })
  organisation(@Root() { organisation }: Consultation, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, organisation.id);
  }

  @FieldResolver(() => ZoneType, { nullable: true, description: 'The zone whose residents may take part.' })
  zone(@Root() { zone }: Consultation) {
    return zone ? loaded(zone) : null;
  }

  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: 'The organisation whose members may take part.',
  })
  group(@Root() { group }: Consultation, @Ctx() ctx: RequestContext) {
    return group ? organisationById(ctx, group.id) : null;
  }

  @FieldResolver(() => [ConsultationPhaseType], { description: 'Its steps, in their order.' })
  phases(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return phasesOf(ctx, consultation);
  }

  @FieldResolver(() => DecisionRuleType, { description: 'How the result follows and who decides.' })
  async rule(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    const names = await namesInRule(ctx, consultation);
    return { ...pickRule(consultation), ...names, method: consultation.ruleMethod };
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'At least so many people take part: a multiple of five, released every hour, so that nobody can tell when one more came.',
  })
  participantsAtLeast(@Root() { id }: Consultation, @Ctx() ctx: RequestContext) {
    return participantsAtLeast(ctx, id);
  }

  @FieldResolver(() => [LanguageStateType], { description: 'How far its words are in each language.' })
  languageStates(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return languagesOf(ctx, consultation.id, {
      language: consultation.language,
      fields: translatableFields(consultation),
    });
  }

  @FieldResolver(() => ConsultationSourceType, {
    nullable: true,
    description: 'The words as they were written, for those who may change them; null for others.',
  })
  source(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return mayDo(ctx, 'edit', consultation) ? consultation : null;
  }

  @FieldResolver(() => [ConsultationNeedEnum], { description: 'What a draft still lacks; none for others.' })
  missing(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.state === 'DRAFT' && mayDo(ctx, 'edit', consultation) ? needsOf(ctx, consultation) : [];
  }

  @FieldResolver(() => Int, { description: 'How many statements wait for a decision; 0 for those who do not decide.' })
  waitingStatements(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return mayDo(ctx, 'moderate', consultation) ? waitingStatements(ctx, consultation.id) : 0;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader could change it; after publication, its words only.',
  })
  viewerCanEdit(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return mayDo(ctx, 'edit', consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could show it to everybody, or throw it away.' })
  viewerCanPublish(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.state === 'DRAFT' && mayDo(ctx, 'publish', consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could make options of what people proposed.' })
  viewerCanTakeProposals(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return mayTakeProposals(ctx, consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could take it back to change it.' })
  viewerCanReopen(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.stageAt(ctx.clock.now()) === 'COMING' && mayDo(ctx, 'publish', consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader decides on statements.' })
  viewerCanModerate(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return mayDo(ctx, 'moderate', consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could make codes to print.' })
  viewerCanMakeCodes(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.stageAt(ctx.clock.now()) !== 'CLOSED' && mayDo(ctx, 'makeCodes', consultation);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader could enter ballots on paper, or sign them, also after the end.',
  })
  viewerCanEnterPaper(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.state === 'PUBLISHED' && mayDo(ctx, 'enterPaper', consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could sit beside somebody.' })
  viewerCanHelp(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return consultation.stageAt(ctx.clock.now()) === 'OPEN' && mayDo(ctx, 'helpSomebody', consultation);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could translate its words.' })
  viewerCanTranslate(@Root() consultation: Consultation, @Ctx() ctx: RequestContext) {
    return writesAs(ctx, consultation) !== null;
  }
}

@Resolver(() => ConsultationPhaseType)
export class ConsultationPhaseResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it is open now.' })
  open(@Root() phase: ConsultationPhase, @Ctx() ctx: RequestContext) {
    return phase.isOpenAt(ctx.clock.now());
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is over.' })
  ended(@Root() phase: ConsultationPhase, @Ctx() ctx: RequestContext) {
    return phase.closesAt <= ctx.clock.now();
  }
}

@Resolver(() => ViewerType)
export class ViewerConsultationsResolver {
  @FieldResolver(() => [OrganisationType], { description: 'Organisations for which the reader may put a question.' })
  viewerCanAskFor(@Ctx() ctx: RequestContext) {
    return organisationsById(ctx, organisationsToAskFor(ctx));
  }
}

const pickRule = ({ quorum, seats, budgetCents, ties, answerBy }: Consultation) => ({
  quorum: quorum ?? null,
  seats: seats ?? null,
  budgetCents: budgetCents ?? null,
  ties: ties ?? null,
  answerBy: answerBy ?? null,
});
