import { redirect } from '@sveltejs/kit';
import {
  AddCommitmentDocument,
  AddGroundDocument,
  ConsultationDecisionDocument,
  DecisionToWriteDocument,
  PublishDecisionDocument,
  RemoveCommitmentDocument,
  RemoveGroundDocument,
  SaveDecisionDocument,
} from '#schema';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { groundKinds, outcomes, stances } from '#lib/features/decisions/choices.ts';
import { act } from '#lib/graphql/act.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { oneOfThese } from '#lib/graphql/one-of-these.ts';
import { isDay } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Whoever organises it reads since when it is fixed, and not that the page is for others.
  const consultation = await consultationFor(
    event,
    ({ viewerCanDecide, viewerCanEdit, decision }) =>
      viewerCanDecide || (viewerCanEdit && decision?.state === 'PUBLISHED'),
  );
  const { id } = consultation;
  const [{ decision }, { groundSubjects, organisations }] = await Promise.all([
    event.locals.graphql.query(ConsultationDecisionDocument, { id }),
    event.locals.graphql.query(DecisionToWriteDocument, { id }),
  ]);
  return {
    consultation,
    decision,
    subjects: groundSubjects,
    organisations: organisations.nodes,
    kept: takeKeptForm(event.cookies, event.url),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: act(
    'save',
    ({ locals, params }, data, key) =>
      locals.graphql.mutate(SaveDecisionDocument, {
        key,
        consultationId: params.id ?? '',
        input: {
          outcome: oneOfThese(outcomes, text(data, 'outcome')) ?? 'FOLLOWS',
          words: text(data, 'words').replaceAll('\r\n', '\n'),
          reasons: text(data, 'reasons').replaceAll('\r\n', '\n'),
          body: text(data, 'body'),
          decidedOn: isDay(text(data, 'decidedOn')) ? text(data, 'decidedOn') : null,
          version: Number(text(data, 'version')) || null,
        },
      }),
    { kept: ['outcome', 'words', 'reasons', 'body', 'decidedOn', 'version'] },
  ),
  ground: act(
    'ground',
    ({ locals, params }, data, key) => {
      const [kind, subjectId = ''] = text(data, 'subjectId').split(':');
      return locals.graphql.mutate(AddGroundDocument, {
        key,
        consultationId: params.id ?? '',
        input: {
          kind: oneOfThese(groundKinds, kind ?? '') ?? 'STATEMENT',
          subjectId,
          stance: oneOfThese(stances, text(data, 'stance')) ?? 'FOLLOWS',
          why: text(data, 'why').replaceAll('\r\n', '\n'),
        },
      });
    },
    { kept: ['subjectId', 'stance', 'why'], part: 'grounds' },
  ),
  removeGround: act('removeGround', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveGroundDocument, { key, id: text(data, 'id') }),
  ),
  commitment: act(
    'commitment',
    ({ locals, params }, data, key) =>
      locals.graphql.mutate(AddCommitmentDocument, {
        key,
        consultationId: params.id ?? '',
        input: {
          words: text(data, 'words'),
          owner: text(data, 'owner'),
          organisationId: text(data, 'organisationId') || null,
          dueOn: text(data, 'dueOn'),
        },
      }),
    { kept: ['words', 'owner', 'organisationId', 'dueOn'], part: 'commitments' },
  ),
  removeCommitment: act('removeCommitment', ({ locals }, data, key) =>
    locals.graphql.mutate(RemoveCommitmentDocument, { key, id: text(data, 'id') }),
  ),
  publish: async (event) => {
    const data = await event.request.formData();
    const { id } = event.params;
    const answer = await write(
      event,
      () => event.locals.graphql.mutate(PublishDecisionDocument, { key: text(data, 'key'), consultationId: id }),
      { form: 'publish' },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/consultations/${id}/decision`);
  },
};
