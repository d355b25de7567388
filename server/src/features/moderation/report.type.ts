import { Allow, MaxLength, ValidateIf } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import {
  type CommunityRule,
  communityRules,
  maxWords,
  type ReportKind,
  reportKinds,
  reportStates,
} from './moderation.words.ts';

export const ReportKindEnum = enumOf('ReportKind', 'What may be reported.', reportKinds);
export const CommunityRuleEnum = enumOf(
  'CommunityRule',
  'A rule of the community; /rules explains them.',
  communityRules,
);
export const ReportStateEnum = enumOf('ReportState', 'What became of a report.', reportStates);

@InputType({ description: 'What is reported, under which rule.' })
export class ReportInput {
  @Field(() => ReportKindEnum, { description: 'What kind of thing.' })
  @Allow()
  kind!: ReportKind;

  @Field(() => IdScalar, { description: 'Which one.' })
  @Allow()
  subjectId!: string;

  @Field(() => CommunityRuleEnum, { description: 'The rule it goes against.' })
  @Allow()
  rule!: CommunityRule;

  @Field(() => String, { nullable: true, description: `Words, at most ${maxWords} characters.` })
  @MaxLength(maxWords, { context: { max: maxWords } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  words?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Keeps the name from moderators who are not administrators. Others never learn it.',
  })
  @Allow()
  anonymous!: boolean;
}

@ApiType('Report', 'moderation', 'What the reader reported.')
export class ReportType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => CommunityRuleEnum, { description: 'The rule it goes against.' })
  rule!: CommunityRule;

  @Field(() => String, { nullable: true, description: 'What the reader wrote.' })
  words!: string | null;

  @Field(() => Boolean, { description: 'Whether only administrators see who reported.' })
  anonymous!: boolean;

  @Field(() => InstantScalar, { description: 'When it was reported.' })
  createdAt!: Date;
}

@ApiType('ReportConnection', 'moderation', 'A page of reports, newest first.')
export class ReportConnectionType {
  @Field(() => [ReportType], { description: 'The reports of this page.' })
  nodes!: ReportType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('Block', 'moderation', 'Somebody the reader blocked.')
export class BlockType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'Since when.' })
  createdAt!: Date;
}

@ApiType('BlockConnection', 'moderation', 'A page of blocked members, newest first.')
export class BlockConnectionType {
  @Field(() => [BlockType], { description: 'The blocks of this page.' })
  nodes!: BlockType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}
