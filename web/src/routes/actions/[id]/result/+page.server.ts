import { CloseActionDocument } from '#schema';
import { actionFor } from '#lib/features/actions/editable.server.ts';
import { actionPhotos } from '#lib/features/actions/choices.ts';
import { sendWithPhotos } from '#lib/features/attachments/send-with-photos.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  action: await actionFor(event, 'viewerCanClose'),
  key: crypto.randomUUID(),
});

export const actions: Actions = {
  default: async (event) => {
    const { id } = event.params;
    const data = await event.request.formData();
    const came = texts(data, 'came');
    const signUps = texts(data, 'signUp');
    const keep = ['words', 'reachedAmount', 'people', 'came', ...signUps.map((signUpId) => `minutes-${signUpId}`)];
    return sendWithPhotos(event, { data, keep, fields: actionPhotos }, async (photoIds) => {
      const attendance = signUps.map((signUpId) => ({
        signUpId,
        came: came.includes(signUpId),
        minutes: wholeNumber(text(data, `minutes-${signUpId}`)),
      }));
      const input = {
        words: text(data, 'words').replaceAll('\r\n', '\n'),
        reachedAmount: wholeNumber(text(data, 'reachedAmount')),
        people: wholeNumber(text(data, 'people')),
        attendance,
        photoIds,
      };
      await event.locals.graphql.mutate(CloseActionDocument, { key: text(data, 'key'), id, input });
      return `/actions/${id}`;
    });
  },
};

function wholeNumber(words: string): number | null {
  const number = Number.parseInt(words, 10);
  return Number.isNaN(number) ? null : number;
}
