import { Allow, ArrayMaxSize, MaxLength } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { DayScalar, IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import {
  appealResults,
  type CaseState,
  caseStates,
  type CommunityRule,
  maxReasons,
  maxSuspensionDays,
  type Outcome,
  outcomes,
  type ReportKind,
} from './moderation.words.ts';
import { CommunityRuleEnum, ReportKindEnum } from './report.type.ts';

export const CaseStateEnum = enumOf('CaseState', 'Where a case stands.', caseStates);
export const OutcomeEnum = enumOf('ModerationOutcome', 'What moderators do.', outcomes);
export const AppealResultEnum = enumOf('AppealResult', 'What came of an appeal.', appealResults);

@InputType({ description: 'Which cases to list; what is left out does not narrow.' })
export class CaseFilter {
  @Field(() => Boolean, { nullable: true, description: 'Only those that wait for a decision, or only the others.' })
  @Allow()
  waiting?: boolean | null;

  @Field(() => [ReportKindEnum], { nullable: true, description: 'About any of these.' })
  @ArrayMaxSize(6, { context: { max: 6 } })
  kinds?: ReportKind[] | null;
}

@InputType({ description: 'What moderators decide, and why.' })
export class DecisionInput {
  @Field(() => IdScalar, { description: 'The case.' })
  @Allow()
  caseId!: string;

  @Field(() => OutcomeEnum, { description: 'What is done.' })
  @Allow()
  outcome!: Outcome;

  @Field(() => CommunityRuleEnum, {
    nullable: true,
    description: 'The rule that was broken; needed unless nothing is done.',
  })
  @Allow()
  rule?: CommunityRule | null;

  @Field(() => String, { description: `Why, at most ${maxReasons} characters; the person reads it.` })
  @MaxLength(maxReasons, { context: { max: maxReasons } })
  reasons!: string;

  @Field(() => DayScalar, {
    nullable: true,
    description: `The last day of a suspension, at most ${maxSuspensionDays} days ahead.`,
  })
  @Allow()
  suspendUntil?: string | null;
}

/** What the person and the moderators read of a decision. */
@ObjectType({ simpleResolvers: true })
abstract class Decision {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => ReportKindEnum, { description: 'What kind of thing it is about.' })
  subjectKind!: ReportKind;

  @Field(() => String, { nullable: true, description: 'How it began when it was reported.' })
  excerpt!: string | null;

  @Field(() => String, { nullable: true, description: 'Its page, a path on this site.' })
  path!: string | null;

  @Field(() => CaseStateEnum, { description: 'Where it stands.' })
  state!: CaseState;

  @Field(() => CommunityRuleEnum, { nullable: true, description: 'The rule that was broken.' })
  rule!: CommunityRule | null;

  @Field(() => OutcomeEnum, { nullable: true, description: 'What was done; null until decided.' })
  outcome!: Outcome | null;

  @Field(() => String, { nullable: true, description: 'Why, in `reasonsLanguage`.' })
  reasons!: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of the reasons.' })
  reasonsLanguage!: Locale | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was decided.' })
  decidedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the suspension ends.' })
  suspendedUntil!: Date | null;

  @Field(() => String, { nullable: true, description: 'What the person says against it, in `appealLanguage`.' })
  appealWords!: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of the appeal.' })
  appealLanguage!: Locale | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the person appealed.' })
  appealedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the appeal was answered so, in `appealReasonsLanguage`.' })
  appealReasons!: string | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Language of the answer.' })
  appealReasonsLanguage!: Locale | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the appeal was answered.' })
  appealDecidedAt!: Date | null;
}

@ApiType('ModerationDecision', 'moderation', 'What moderators decided about the reader.')
export class ModerationDecisionType extends Decision {
  @Field(() => InstantScalar, { nullable: true, description: 'Until when the reader may appeal.' })
  appealUntil!: Date | null;
}

@ApiType('ModerationCase', 'moderation', 'Everything reported of one subject, and what was decided. Moderators.')
export class ModerationCaseType extends Decision {
  @Field(() => InstantScalar, { description: 'When it was first reported.' })
  openedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it waits for a decision.' })
  waiting!: boolean;
}

@ApiType('ModerationCaseConnection', 'moderation', 'A page of the queue: what waits first.')
export class ModerationCaseConnectionType {
  @Field(() => [ModerationCaseType], { description: 'The cases of this page.' })
  nodes!: ModerationCaseType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('CaseReport', 'moderation', 'One report of a case, as moderators read it.')
export class CaseReportType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => CommunityRuleEnum, { description: 'The rule the reporter named.' })
  rule!: CommunityRule;

  @Field(() => String, { nullable: true, description: 'What the reporter wrote, in `language`.' })
  words!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => Boolean, { description: 'Whether it is a private complaint out of feedback.' })
  complaint!: boolean;

  @Field(() => InstantScalar, { description: 'When it was reported.' })
  createdAt!: Date;
}
