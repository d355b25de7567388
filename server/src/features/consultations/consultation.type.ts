import { Field, Float, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { DayScalar, IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { type TranslatedText, TranslatedTextType } from '../translations/index.ts';
import {
  audiences,
  type ConsultationAudience,
  consultationNeeds,
  consultationStages,
  type PhaseKind,
  phaseKinds,
  type PhaseMethod,
  phaseMethods,
  type RuleMethod,
  ruleMethods,
  type TieRule,
  tieRules,
} from './consultations.words.ts';

export const ConsultationStageEnum = enumOf('ConsultationStage', 'Where a consultation stands.', consultationStages);
export const ConsultationAudienceEnum = enumOf('ConsultationAudience', 'Who may take part.', audiences);
export const PhaseKindEnum = enumOf('PhaseKind', 'What happens in a step of a consultation.', phaseKinds);
export const PhaseMethodEnum = enumOf('PhaseMethod', 'How people take part in a step.', phaseMethods);
export const RuleMethodEnum = enumOf('RuleMethod', 'How the result follows from what people say.', ruleMethods);
const TieRuleEnum = enumOf('TieRule', 'What becomes of a tie.', tieRules);
export const ConsultationNeedEnum = enumOf('ConsultationNeed', 'What a draft still lacks.', consultationNeeds);

@ApiType('Consultation', 'consultations', 'A question put to people that leads to a decision.')
export class ConsultationType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Int, { description: 'Counts its changes; a change names the version it was made from.' })
  version!: number;

  @Field(() => LocaleScalar, { description: 'Language in which it was written.' })
  language!: Locale;

  @Field(() => [LocaleScalar], { description: 'In which languages people can read it.' })
  languages!: Locale[];

  @Field(() => ConsultationAudienceEnum, { description: 'Who may take part.' })
  who!: ConsultationAudience;

  @Field(() => InstantScalar, { nullable: true, description: 'When the first step begins.' })
  opensAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the last step ends, but for the follow-up.' })
  closesAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When everybody could see it first.' })
  publishedAt!: Date | null;
}

@ApiType('ConsultationDocument', 'consultations', 'A document to read before one answers.')
export class ConsultationDocumentType {
  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Field(() => String, { description: 'Its address.' })
  url!: string;
}

@ApiType(
  'DecisionRule',
  'consultations',
  'How the result follows and who decides; fixed once the consultation is shown.',
)
export class DecisionRuleType {
  @Field(() => RuleMethodEnum, { description: 'How the result follows from what people say.' })
  method!: RuleMethod;

  @Field(() => Int, { nullable: true, description: 'How many people have to take part for it to count.' })
  quorum!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many are elected, where several are.' })
  seats!: number | null;

  @Field(() => Float, { nullable: true, description: 'What may be spent, in cents, where a budget is shared out.' })
  budgetCents!: number | null;

  @Field(() => TieRuleEnum, { nullable: true, description: 'What becomes of a tie; none where nothing is counted.' })
  ties!: TieRule | null;

  @Field(() => TranslatedTextType, { description: 'Who decides.' })
  decisionBody!: TranslatedText;

  @Field(() => DayScalar, { nullable: true, description: 'By which day an answer is owed.' })
  answerBy!: string | null;

  @Field(() => TranslatedTextType, { description: 'Who owes the answer.' })
  answerOwedBy!: TranslatedText;
}

@ApiType('ConsultationPhase', 'consultations', 'A step of a consultation.')
export class ConsultationPhaseType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => PhaseKindEnum, { description: 'What happens in it.' })
  kind!: PhaseKind;

  @Field(() => PhaseMethodEnum, { nullable: true, description: 'How people take part in it; null: they do not.' })
  method!: PhaseMethod | null;

  @Field(() => InstantScalar, { description: 'When it begins.' })
  opensAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends.' })
  closesAt!: Date;
}

@ApiType('ConsultationConnection', 'consultations', 'A page of consultations.')
export class ConsultationConnectionType {
  @Field(() => [ConsultationType], { description: 'The consultations of this page.' })
  nodes!: ConsultationType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('ConsultationSource', 'consultations', 'The words of a consultation as they were written.')
export class ConsultationSourceType {
  @Field(() => String, { description: 'What is asked.' })
  question!: string;

  @Field(() => String, { description: 'In easy words.' })
  explanation!: string;

  @Field(() => String, { description: 'All of it: Markdown without HTML.' })
  description!: string;

  @Field(() => String, { description: 'Who decides.' })
  decisionBody!: string;

  @Field(() => String, { description: 'Who owes the answer.' })
  answerOwedBy!: string;
}
