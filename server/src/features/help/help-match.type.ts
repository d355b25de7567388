import { Field } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { type Face, faces, type HelpMatchState, helpMatchStates, type Proposer, proposers } from './help.words.ts';

export const HelpMatchStateEnum = enumOf('HelpMatchState', 'Where a match stands.', helpMatchStates);
export const ProposerEnum = enumOf('Proposer', 'Who made the first step of a match.', proposers);
export const FaceEnum = enumOf('Face', 'How it went.', faces);

@ApiType('HelpMatch', 'help', 'A request and a helper; for the two sides only.')
export class HelpMatchType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => HelpMatchStateEnum, { description: 'Where it stands.' })
  state!: HelpMatchState;

  @Field(() => ProposerEnum, { description: 'Who made the first step; the other side answers.' })
  proposedBy!: Proposer;

  @Field(() => String, { nullable: true, description: 'What was written with the first step, in `noteLanguage`.' })
  note!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the note.' })
  noteLanguage!: Locale;

  @Field(() => InstantScalar, { description: 'When the help was offered.' })
  createdAt!: Date;
}

@ApiType('HelpMatchConnection', 'help', 'A page of matches, newest first.')
export class HelpMatchConnectionType {
  @Field(() => [HelpMatchType], { description: 'The matches of this page.' })
  nodes!: HelpMatchType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('Feedback', 'help', 'How it went, from one side.')
export class FeedbackType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => FaceEnum, { description: 'Good, fair or bad.' })
  face!: Face;

  @Field(() => String, { nullable: true, description: 'Words, in `language`.' })
  words!: string | null;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => Boolean, { description: 'Said to staff only; then only its author reads it here.' })
  forStaff!: boolean;

  @Field(() => InstantScalar, { description: 'When it was said.' })
  createdAt!: Date;
}
