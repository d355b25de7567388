import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, LanguageTag } from '../../../platform/graphql/scalars.ts';
import type { SupportKind } from '../events.words.ts';
import { SupportKindEnum } from './support.input.ts';

@ApiType('SupportSlot', 'events', 'Help that a date of an event needs.')
export class SupportSlotType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => SupportKindEnum, { description: 'What.' })
  kind!: SupportKind;

  @Field(() => LanguageTag, { nullable: true, description: 'Of an interpreter: into which language.' })
  language!: string | null;

  @Field(() => Int, { description: 'How many people.' })
  places!: number;

  @Field(() => Int, { description: 'How many are still looked for.' })
  placesLeft!: number;

  @Field(() => String, { nullable: true, description: 'What is to be done, in the language of the event.' })
  words!: string | null;
}

@ApiType('SupportSlotConnection', 'events', 'A page of support slots, the next first.')
export class SupportSlotConnectionType {
  @Field(() => [SupportSlotType], { description: 'The slots of this page.' })
  nodes!: SupportSlotType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('SupportClaim', 'events', 'A person who took a support slot on.')
export class SupportClaimType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the person was there; null while nobody said.' })
  came!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'For how many minutes.' })
  minutes!: number | null;
}
