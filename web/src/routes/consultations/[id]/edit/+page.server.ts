import {
  AskingOrganisationsDocument,
  AttachConsultationFileDocument,
  type ConsultationFileInput,
  ConsultationSourceDocument,
  NeighbourhoodsDocument,
  RemoveConsultationFileDocument,
  UpdateConsultationDocument,
  UpdateConsultationWordsDocument,
} from '#schema';
import {
  removeFile,
  sendConsultation,
  sendFile,
  sendWords,
} from '#lib/features/consultations/consultation-form.server.ts';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const found = await consultationFor(event, ({ viewerCanEdit }) => viewerCanEdit);
  const [{ neighbourhoods }, organisations, { consultation }] = await Promise.all([
    event.locals.graphql.query(NeighbourhoodsDocument, {}),
    event.locals.graphql.query(AskingOrganisationsDocument, {}),
    event.locals.graphql.query(ConsultationSourceDocument, { id: found.id }),
  ]);
  return {
    consultation: found,
    source: consultation.source,
    neighbourhoods,
    organisations,
    kept: takeKeptForm(event.cookies, event.url),
    key: crypto.randomUUID(),
  };
};

const fixed = (data: FormData, id: string) => ({
  key: text(data, 'key'),
  id,
  version: Number(text(data, 'version')) || 0,
});

/** An upload is attached once, so that it is its own key. */
const attachTo =
  ({ locals, params }: RequestEvent) =>
  (input: ConsultationFileInput) =>
    locals.graphql.mutate(AttachConsultationFileDocument, { key: input.fileId, id: params.id, input });

export const actions: Actions = {
  save: (event) =>
    sendConsultation(
      event,
      async (input, data) => {
        await event.locals.graphql.mutate(UpdateConsultationDocument, { ...fixed(data, event.params.id), input });
        return `/consultations/${event.params.id}`;
      },
      attachTo(event),
    ),
  words: (event) =>
    sendWords(
      event,
      async (input, data) => {
        await event.locals.graphql.mutate(UpdateConsultationWordsDocument, { ...fixed(data, event.params.id), input });
        return `/consultations/${event.params.id}`;
      },
      attachTo(event),
    ),
  attach: (event) => sendFile(event, attachTo(event)),
  removeFile: (event) =>
    removeFile(event, (fileId, key) =>
      event.locals.graphql.mutate(RemoveConsultationFileDocument, { key, id: event.params.id, fileId }),
    ),
};
