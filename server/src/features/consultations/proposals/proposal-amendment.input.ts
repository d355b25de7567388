import { MaxLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { longestIn } from './proposals.words.ts';

@InputType({ description: 'Another text for a proposal.' })
export class AmendmentInput {
  @Field(() => Int, { description: 'The version of the text that it was made from.' })
  version!: number;

  @Field(() => String, { description: `All of the text, at most ${longestIn.text} characters.` })
  @MaxLength(longestIn.text, { context: { max: longestIn.text } })
  text!: string;

  @Field(() => String, { description: `Why, at most ${longestIn.why} characters.` })
  @MaxLength(longestIn.why, { context: { max: longestIn.why } })
  why!: string;
}
