import { error } from '@sveltejs/kit';
import { BeginFromCommitmentDocument, ConsultationDecisionDocument, MoveCommitmentDocument } from '#schema';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import { commitmentStates } from '#lib/features/decisions/choices.ts';
import { townInstant } from '#lib/features/events/town-time.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ consultation }, { decision, neighbourhoods }] = await Promise.all([
    readConsultation(event),
    event.locals.graphql.query(ConsultationDecisionDocument, { id: event.params.id }),
  ]);
  if (!decision) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  const kept = takeKeptForm(event.cookies, event.url);
  return { consultation, decision, neighbourhoods, kept, key: crypto.randomUUID() };
};

export const actions: Actions = {
  move: act(
    'move',
    ({ locals }, data, key) =>
      locals.graphql.mutate(MoveCommitmentDocument, {
        key,
        id: text(data, 'id'),
        input: {
          state: oneOfThese(commitmentStates, text(data, 'state')) ?? 'UNDER_WAY',
          words: text(data, 'words').replaceAll('\r\n', '\n'),
          expectedOn: text(data, 'expectedOn') || null,
        },
      }),
    { kept: ['state', 'words', 'expectedOn'], part: 'commitment-' },
  ),
  begin: act(
    'begin',
    ({ locals }, data, key) =>
      locals.graphql.mutate(BeginFromCommitmentDocument, {
        key,
        id: text(data, 'id'),
        kind: oneOfThese(['ACTION', 'EVENT'] as const, text(data, 'kind')) ?? 'ACTION',
        input: {
          zoneId: text(data, 'zoneId'),
          startsAt: townInstant(text(data, 'startsAt'), text(data, 'time') || '18:00'),
        },
      }),
    { kept: ['kind', 'zoneId', 'startsAt', 'time'], part: 'commitment-' },
  ),
};
