import { SaveEventResultDocument } from '#schema';
import { photoFields } from '#lib/features/attachments/file-fields.ts';
import { sendWithPhotos } from '#lib/features/attachments/send-with-photos.server.ts';
import { dateFor } from '#lib/features/events/editable.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  date: await dateFor(event, ({ viewerCanSaveResult }) => viewerCanSaveResult),
  key: crypto.randomUUID(),
});

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const fields = photoFields('photo', 6);
    return sendWithPhotos(event, { data, keep: ['words', 'people'], fields }, async (photoIds) => {
      const dateId = event.params.id ?? '';
      const people = Number.parseInt(text(data, 'people'), 10);
      await event.locals.graphql.mutate(SaveEventResultDocument, {
        key: text(data, 'key'),
        dateId,
        input: { words: text(data, 'words'), people: Number.isNaN(people) ? null : people, photoIds },
      });
      return `/events/${dateId}`;
    });
  },
};
