import { Allow, MaxLength } from 'class-validator';
import { Field, Float, InputType, Int } from 'type-graphql';
import { IdScalar } from '../../../platform/graphql/scalars.ts';
import { longest } from '../consultations.words.ts';

@InputType({ description: 'Something to vote on.' })
export class BallotOptionInput {
  @Field(() => String, { description: `What it is, at most ${longest.option} characters.` })
  @MaxLength(longest.option, { context: { max: longest.option } })
  text!: string;

  @Field(() => Float, { nullable: true, description: 'What it costs, in whole cents, where a budget is shared out.' })
  @Allow()
  costCents?: number | null;
}

@InputType({ description: 'What a ballot says to one option.' })
export class BallotChoiceInput {
  @Field(() => IdScalar, { description: 'The option.' })
  @Allow()
  optionId!: string;

  @Field(() => Int, { defaultValue: 1, description: 'Its rank, 1 for the best, or its points; 1: it is approved of.' })
  @Allow()
  value!: number;
}
