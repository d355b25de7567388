import { Field } from 'type-graphql';
import { ApiType } from '../../../platform/graphql/api-type.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { coOrganiserAnswers, type CoOrganiserState, coOrganiserStates } from '../events.words.ts';

export const CoOrganiserStateEnum = enumOf(
  'CoOrganiserState',
  'Whether an organisation that was named helps to organise.',
  coOrganiserStates,
);
export const CoOrganiserAnswerEnum = enumOf(
  'CoOrganiserAnswer',
  'What an organisation answers that is asked to help.',
  coOrganiserAnswers,
);

@ApiType('CoOrganiserAsk', 'events', 'An organisation is asked to help to organise an event.')
export class CoOrganiserAskType {}

@ApiType('NamedCoOrganiser', 'events', 'An organisation that was named as co-organiser, with its answer.')
export class NamedCoOrganiserType {
  @Field(() => CoOrganiserStateEnum, { description: 'What it says.' })
  state!: CoOrganiserState;
}
