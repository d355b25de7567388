import { Allow, MaxLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { longestSaid } from './assembly.words.ts';

@InputType({ description: 'Something that an assembly is to talk about.' })
export class AgendaItemInput {
  @Field(() => String, { description: `What, at most ${longestSaid.title} characters.` })
  @MaxLength(longestSaid.title, { context: { max: longestSaid.title } })
  title!: string;

  @Field(() => Int, { nullable: true, description: 'How many minutes are planned.' })
  @Allow()
  minutes?: number | null;
}

@InputType({ description: 'Hands that were counted.' })
export class HandsInput {
  @Field(() => Int, { description: 'For it.' })
  @Allow()
  inFavour!: number;

  @Field(() => Int, { description: 'Against it.' })
  @Allow()
  against!: number;

  @Field(() => Int, { description: 'Neither.' })
  @Allow()
  abstained!: number;
}
