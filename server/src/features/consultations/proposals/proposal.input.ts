import { IsInt, MaxLength } from 'class-validator';
import { Field, Float, InputType } from 'type-graphql';
import { longestIn } from './proposals.words.ts';

@InputType({ description: 'A proposal.' })
export class ProposalInput {
  @Field(() => String, { description: `What it is called, at most ${longestIn.title} characters.` })
  @MaxLength(longestIn.title, { context: { max: longestIn.title } })
  title!: string;

  @Field(() => String, { description: `What is to be done, at most ${longestIn.text} characters.` })
  @MaxLength(longestIn.text, { context: { max: longestIn.text } })
  text!: string;
}

@InputType({ description: 'What a proposal is thought to cost.' })
export class EstimateInput {
  @Field(() => Float, { description: 'At least, in whole cents.' })
  @IsInt()
  fromCents!: number;

  @Field(() => Float, { description: 'At most, in whole cents.' })
  @IsInt()
  toCents!: number;

  @Field(() => String, { description: `In words, at most ${longestIn.estimate} characters.` })
  @MaxLength(longestIn.estimate, { context: { max: longestIn.estimate } })
  words!: string;
}
