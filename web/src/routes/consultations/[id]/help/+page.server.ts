import { StartHelpingDocument } from '#schema';
import { keepHelp, whereToTakePart } from '#lib/features/consultations/part.server.ts';
import { consultationFor, readConsultation } from '#lib/features/consultations/readable.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const consultation = await consultationFor(event, ({ viewerCanHelp }) => viewerCanHelp);
  return { consultation, ended: event.url.searchParams.get('ended'), key: crypto.randomUUID() };
};

export const actions: Actions = {
  start: formAction(
    async (event, data) => {
      const id = event.params.id ?? '';
      const { startHelping } = await event.locals.graphql.mutate(StartHelpingDocument, {
        key: text(data, 'key'),
        id,
        code: text(data, 'code'),
      });
      keepHelp(event, startHelping.token ?? '');
      const { consultation } = await readConsultation(event);
      return `/consultations/${id}/${whereToTakePart(consultation.phases)}`;
    },
    { form: 'start', keep: ['code'], beside: 'code' },
  ),
};
