import { CloseActionDocument } from '#schema';
import { actionFor } from '#lib/features/actions/editable.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  action: await actionFor(event, 'viewerCanClose'),
  key: crypto.randomUUID(),
});

export const actions: Actions = {
  default: formAction(
    async ({ locals, params }, data) => {
      const { id = '' } = params;
      const came = texts(data, 'came');
      const attendance = texts(data, 'signUp').map((signUpId) => ({
        signUpId,
        came: came.includes(signUpId),
        minutes: wholeNumber(text(data, `minutes-${signUpId}`)),
      }));
      await locals.graphql.mutate(CloseActionDocument, {
        key: text(data, 'key'),
        id,
        input: {
          words: text(data, 'words').replaceAll('\r\n', '\n'),
          reachedAmount: wholeNumber(text(data, 'reachedAmount')),
          people: wholeNumber(text(data, 'people')),
          attendance,
        },
      });
      return `/actions/${id}`;
    },
    {
      keep: (data) => [
        'words',
        'reachedAmount',
        'people',
        'came',
        ...texts(data, 'signUp').map((id) => `minutes-${id}`),
      ],
    },
  ),
};

function wholeNumber(words: string): number | null {
  const number = Number.parseInt(words, 10);
  return Number.isNaN(number) ? null : number;
}
