import { Field, Int } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { PageInfoType } from '../../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import type { Standing } from '../consultations.words.ts';
import { StandingEnum } from '../statements/statement.type.ts';
import { type ItemState, itemStates } from './assembly.words.ts';

export const ItemStateEnum = enumOf('AgendaItemState', 'Whether an assembly talks of an item.', itemStates);

@ApiType('Assembly', 'consultations', 'People meet about a question.')
export class AssemblyType {
  @Field(() => IdScalar, { description: 'The step that it is.' })
  id!: string;
}

@ApiType('AgendaItem', 'consultations', 'Something that an assembly talks about.')
export class AgendaItemType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'How many minutes are planned.' })
  minutes!: number | null;

  @Field(() => ItemStateEnum, { description: 'Whether it comes, is talked of now, or is done.' })
  state!: ItemState;
}

@ApiType('AgendaItemSource', 'consultations', 'An item of an agenda as it was written.')
export class AgendaItemSourceType {
  @Field(() => String, { description: 'What it is.' })
  title!: string;

  @Field(() => String, { description: 'What was said and decided.' })
  record!: string;
}

@ApiType('ShowOfHands', 'consultations', 'Hands that staff counted.')
export class ShowOfHandsType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => Int, { description: 'For it.' })
  inFavour!: number;

  @Field(() => Int, { description: 'Against it.' })
  against!: number;

  @Field(() => Int, { description: 'Neither.' })
  abstained!: number;

  @Field(() => InstantScalar, { description: 'When they were noted.' })
  notedAt!: Date;
}

@ApiType('AssemblyQuestion', 'consultations', 'What somebody asks an assembly. Who did is not told.')
export class AssemblyQuestionType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;
}

@ApiType('AssemblyQuestionConnection', 'consultations', 'A page of questions.')
export class AssemblyQuestionConnectionType {
  @Field(() => [AssemblyQuestionType], { description: 'The questions of this page.' })
  nodes!: AssemblyQuestionType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ApiType('AssemblyPart', 'consultations', 'The reader’s own part in an assembly.')
export class AssemblyPartType {
  @Field(() => StandingEnum, { description: 'What the reader may do.' })
  standing!: Standing;

  @Field(() => [IdScalar], { description: 'Questions that the reader supports; none while helped.' })
  supported!: string[];

  @Field(() => [AssemblyQuestionType], {
    description: 'The reader’s own questions that the organisers took out of sight; none while helped.',
  })
  hiddenQuestions!: AssemblyQuestionType[];
}
