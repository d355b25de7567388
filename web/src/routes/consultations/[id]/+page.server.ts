import { redirect } from '@sveltejs/kit';
import { PublishConsultationDocument, RemoveConsultationDraftDocument, ReopenConsultationDocument } from '#schema';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import { readMarkdown } from '#lib/features/events/markdown.server.ts';
import { act } from '#lib/graphql/act.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { consultation, participation } = await readConsultation(event);
  return {
    consultation,
    participation,
    description: readMarkdown(consultation.description.words),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  publish: act('publish', ({ locals, params }, _, key) =>
    locals.graphql.mutate(PublishConsultationDocument, { key, id: params.id ?? '' }),
  ),
  reopen: act('reopen', ({ locals, params }, _, key) =>
    locals.graphql.mutate(ReopenConsultationDocument, { key, id: params.id ?? '' }),
  ),
  remove: async (event) => {
    const data = await event.request.formData();
    const { id } = event.params;
    const answer = await write(
      event,
      () => event.locals.graphql.mutate(RemoveConsultationDraftDocument, { key: text(data, 'key'), id }),
      { form: 'remove' },
    );
    if (isRefused(answer)) return answer;
    redirect(303, '/consultations/mine');
  },
};
