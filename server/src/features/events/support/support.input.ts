import { Allow, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { IdScalar, LanguageTag } from '../../../platform/graphql/scalars.ts';
import { supportKinds, type SupportKind } from '../events.words.ts';

export const SupportKindEnum = enumOf('SupportKind', 'Help that an event needs.', supportKinds);
const most = { places: 50, words: 300, minutes: 1440 };

@InputType({ description: 'Help that a date needs.' })
export class SupportSlotInput {
  @Field(() => SupportKindEnum, { description: 'What; it stays as it was made.' })
  @Allow()
  kind!: SupportKind;

  @Field(() => LanguageTag, { nullable: true, description: 'Of an interpreter: into which language.' })
  @Allow()
  language?: string | null;

  @Field(() => Int, { defaultValue: 1, description: `How many people, 1 to ${most.places}.` })
  @Min(1, { context: { min: 1, max: most.places } })
  @Max(most.places, { context: { min: 1, max: most.places } })
  places!: number;

  @Field(() => String, { nullable: true, description: `What is to be done, at most ${most.words} characters.` })
  @MaxLength(most.words, { context: { max: most.words } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  words?: string | null;
}

@InputType({ description: 'Whether somebody who took a slot on was there, and for how long.' })
export class SupportDoneInput {
  @Field(() => IdScalar, { description: 'The claim.' })
  @Allow()
  claimId!: string;

  @Field(() => Int, { nullable: true, description: `Minutes, 1 to ${most.minutes}; none: did not come.` })
  @Min(1, { context: { min: 1, max: most.minutes } })
  @Max(most.minutes, { context: { min: 1, max: most.minutes } })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  minutes?: number | null;
}

@InputType({ description: 'Which open support slots to list.' })
export class SupportFilter {
  @Field(() => SupportKindEnum, { nullable: true, description: 'Of this kind.' })
  @Allow()
  kind?: SupportKind | null;

  @Field(() => [LanguageTag], { nullable: true, description: 'Of interpreters: into any of these.' })
  @Allow()
  languages?: string[] | null;
}
