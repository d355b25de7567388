import { Allow, IsOptional, MaxLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import { enumOf } from '../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, LocaleScalar } from '../../platform/graphql/scalars.ts';
import type { Locale } from '../../platform/locales.ts';
import { type KeptTranslationState, type ShownTranslationState, shownTranslationStates } from './translation.words.ts';

export const TranslationStateEnum = enumOf(
  'TranslationState',
  'How the words came to be in their language.',
  shownTranslationStates,
);

@ApiType('TranslatedText', 'translations', 'Words in the reader’s language, or in the next best that there is.')
export class TranslatedTextType {
  @Field(() => String, { description: 'The words, in `language`.' })
  words!: string;

  @Field(() => LocaleScalar, { description: 'Language of the words.' })
  language!: Locale;

  @Field(() => TranslationStateEnum, {
    description: 'ORIGINAL as it was written; OUTDATED where the original changed since.',
  })
  state!: ShownTranslationState;

  @Field(() => LocaleScalar, { description: 'Language in which they were written.' })
  source!: Locale;
}

@ApiType('TranslationField', 'translations', 'A field to translate, with what there is.')
export class TranslationFieldType {
  @Field(() => String, { description: 'Which field, such as "title".' })
  name!: string;

  @Field(() => String, { description: 'The original words.' })
  source!: string;

  @Field(() => LocaleScalar, { description: 'Language of the original words.' })
  language!: Locale;

  @Field(() => Int, { description: 'How many characters the translation may have.' })
  longest!: number;

  @Field(() => String, { nullable: true, description: 'The words in the language asked for.' })
  words!: string | null;

  @Field(() => TranslationStateEnum, { nullable: true, description: 'How they came to be; null while missing.' })
  state!: ShownTranslationState | null;

  @Field(() => String, { description: 'A mark of source and words as they stand; goes along when they are changed.' })
  mark!: string;

  @Field(() => Boolean, { description: 'Whether the words stay as they are, since people answer what they say.' })
  stays!: boolean;

  @Field(() => TranslationStateEnum, {
    nullable: true,
    description: 'As what the reader’s own words count, and words that the reader confirms.',
  })
  viewerWrites!: KeptTranslationState | null;
}

@ApiType('TranslationSubject', 'translations', 'Something with words of its own to translate.')
export class TranslationSubjectType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'What kind of thing, such as "STATEMENT".' })
  kind!: string;

  @Field(() => [TranslationFieldType], { description: 'Its fields that are written in other languages.' })
  fields!: TranslationFieldType[];
}

@ApiType('TranslationSubjectConnection', 'translations', 'A page of what there is to translate.')
export class TranslationSubjectConnectionType {
  @Field(() => [TranslationSubjectType], { description: 'What is on this page.' })
  nodes!: TranslationSubjectType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('LanguageState', 'translations', 'How far a translation into one language is.')
export class LanguageStateType {
  @Field(() => LocaleScalar, { description: 'The language.' })
  locale!: Locale;

  @Field(() => TranslationStateEnum, {
    nullable: true,
    description: 'The least of its fields; ORIGINAL for the source; null while a field is missing.',
  })
  state!: ShownTranslationState | null;
}

@InputType({ description: 'The words of one field in another language.' })
export class TranslationInput {
  @Field(() => String, { description: 'Which field.' })
  @MaxLength(60, { context: { max: 60 } })
  name!: string;

  @Field(() => String, { description: 'The words; empty: no translation of this field any more.' })
  @Allow()
  words!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The mark of what was seen; words that are still the seen ones change nothing. Left out: whatever stands.',
  })
  @IsOptional()
  @MaxLength(60, { context: { max: 60 } })
  seen?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The words are right as they are: they count as those of who says so, of the source as it stands.',
  })
  @Allow()
  confirmed!: boolean;
}
