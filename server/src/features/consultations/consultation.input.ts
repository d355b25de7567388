import { Allow, ArrayMaxSize, IsInt, IsUrl, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { Field, Float, InputType, Int } from 'type-graphql';
import { DayScalar, IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import { type Locale, locales } from '../../platform/locales.ts';
import { ConsultationAudienceEnum, PhaseKindEnum, PhaseMethodEnum, RuleMethodEnum } from './consultation.type.ts';
import {
  type ConsultationAudience,
  longest,
  most,
  type PhaseKind,
  type PhaseMethod,
  type RuleMethod,
} from './consultations.words.ts';

const given = (_: unknown, value: unknown) => value !== null && value !== undefined;

@InputType({ description: 'A step of a consultation.' })
export class ConsultationPhaseInput {
  @Field(() => PhaseKindEnum, { description: 'What happens in it.' })
  @Allow()
  kind!: PhaseKind;

  @Field(() => PhaseMethodEnum, { nullable: true, description: 'How people take part in it; none: they do not.' })
  @Allow()
  method?: PhaseMethod | null;

  @Field(() => InstantScalar, { description: 'When it begins.' })
  @Allow()
  opensAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends.' })
  @Allow()
  closesAt!: Date;
}

@InputType({ description: 'A document to read before one answers.' })
export class ConsultationDocumentInput {
  @Field(() => String, { description: `What it is called, at most ${longest.documentTitle} characters.` })
  @MaxLength(longest.documentTitle, { context: { max: longest.documentTitle } })
  title!: string;

  @Field(() => String, { description: 'Its address, with https://.' })
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(longest.documentUrl, { context: { max: longest.documentUrl } })
  url!: string;
}

@InputType({ description: 'A document that is a file here.' })
export class ConsultationFileInput {
  @Field(() => IdScalar, { description: 'A PDF that the reader uploaded within a day.' })
  @Allow()
  fileId!: string;

  @Field(() => String, { description: `What it is called, at most ${longest.documentTitle} characters.` })
  @MaxLength(longest.documentTitle, { context: { max: longest.documentTitle } })
  title!: string;

  @Field(() => LocaleScalar, { description: 'Language of the document and its title.' })
  @Allow()
  language!: Locale;
}

@InputType({ description: 'What of a consultation may change as long as it is there.' })
export class ConsultationWordsInput {
  @Field(() => String, { description: `In easy words, at most ${longest.explanation} characters.` })
  @MaxLength(longest.explanation, { context: { max: longest.explanation } })
  explanation!: string;

  @Field(() => String, {
    description: `All of it: Markdown without HTML, at most ${longest.description} characters.`,
  })
  @MaxLength(longest.description, { context: { max: longest.description } })
  description!: string;

  @Field(() => [ConsultationDocumentInput], { description: `Documents to read, at most ${most.documents}.` })
  @ArrayMaxSize(most.documents, { context: { max: most.documents } })
  @ValidateNested({ each: true })
  documents!: ConsultationDocumentInput[];

  @Field(() => [LocaleScalar], { description: 'In which languages people can read it.' })
  @ArrayMaxSize(locales.length, { context: { max: locales.length } })
  languages!: Locale[];
}

@InputType({ description: 'A consultation before it is published.' })
export class ConsultationInput extends ConsultationWordsInput {
  @Field(() => String, { description: `What is asked, at most ${longest.question} characters.` })
  @MaxLength(longest.question, { context: { max: longest.question } })
  question!: string;

  @Field(() => ConsultationAudienceEnum, { description: 'Who may take part.' })
  @Allow()
  who!: ConsultationAudience;

  @Field(() => IdScalar, { nullable: true, description: 'The zone, where those who live in a zone may.' })
  @Allow()
  zoneId?: string | null;

  @Field(() => IdScalar, { nullable: true, description: 'The organisation, where its members may.' })
  @Allow()
  groupId?: string | null;

  @Field(() => String, { description: 'Who decides afterwards.' })
  @MaxLength(longest.decisionBody, { context: { max: longest.decisionBody } })
  decisionBody!: string;

  @Field(() => Int, { nullable: true, description: 'How many people have to take part for it to count.' })
  @Min(1, { context: { min: 1, max: most.quorum } })
  @Max(most.quorum, { context: { min: 1, max: most.quorum } })
  @ValidateIf(given)
  quorum?: number | null;

  @Field(() => RuleMethodEnum, {
    defaultValue: 'OPINIONS',
    description: 'How the result follows; all but OPINIONS count the ballots of the step with a vote.',
  })
  @Allow()
  ruleMethod!: RuleMethod;

  @Field(() => Int, { nullable: true, description: 'How many are elected, with SCOTTISH_STV.' })
  @Min(1, { context: { min: 1, max: most.seats } })
  @Max(most.seats, { context: { min: 1, max: most.seats } })
  @ValidateIf(given)
  seats?: number | null;

  @Field(() => Float, { nullable: true, description: 'What may be spent, in whole cents, with EQUAL_SHARES.' })
  @IsInt()
  @Min(1, { context: { min: 1, max: most.budgetCents } })
  @Max(most.budgetCents, { context: { min: 1, max: most.budgetCents } })
  @ValidateIf(given)
  budgetCents?: number | null;

  @Field(() => DayScalar, { nullable: true, description: 'By which day an answer is owed.' })
  @Allow()
  answerBy?: string | null;

  @Field(() => String, { nullable: true, description: 'Who owes the answer; none: who decides.' })
  @MaxLength(longest.decisionBody, { context: { max: longest.decisionBody } })
  @ValidateIf(given)
  answerOwedBy?: string | null;

  @Field(() => [ConsultationPhaseInput], { description: `Its steps, at most ${most.phases}.` })
  @ArrayMaxSize(most.phases, { context: { max: most.phases } })
  @ValidateNested({ each: true })
  phases!: ConsultationPhaseInput[];
}
