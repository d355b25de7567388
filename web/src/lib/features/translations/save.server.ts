import { error, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { SaveTranslationDocument } from '#schema';
import type { RefusedForm } from '#lib/graphql/errors.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';

/** Saves what was typed into a translation form, each field with the mark of what was seen; gives the language. */
export async function saveTranslations(event: RequestEvent): Promise<Locale | ActionFailure<RefusedForm>> {
  const data = await event.request.formData();
  const locale = text(data, 'into');
  if (!isLocale(locale)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
  const fields = [...data.keys()].filter((key) => key.startsWith('field-')).map((key) => readField(data, key));
  const values = Object.fromEntries([...data.keys()].map((name) => [name, text(data, name)]));
  for (const [id, own] of Map.groupBy(fields, (field) => field.id)) {
    const answer = await write(
      event,
      () =>
        // Saying the same again changes nothing, so these need no key that outlives this request.
        event.locals.graphql.mutate(SaveTranslationDocument, {
          key: crypto.randomUUID(),
          kind: own[0]?.kind ?? '',
          id,
          locale,
          fields: own.map(({ name, words, seen, confirmed }) => ({ name, words, seen, confirmed })),
        }),
      { values },
    );
    if (isRefused(answer)) return besideIts(answer, own);
  }
  return locale;
}

type Sent = ReturnType<typeof readField>;

function readField(data: FormData, key: string) {
  const at = key.slice('field-'.length);
  const [kind = '', id = '', name = ''] = at.split(':');
  const confirmed = data.has(`confirmed-${at}`);
  return { at, kind, id, name, words: text(data, key), seen: text(data, `seen-${at}`), confirmed };
}

/** A problem stands beside the field of the form, of which the API tells the last part of its name. */
function besideIts(answer: ActionFailure<RefusedForm>, own: readonly Sent[]): ActionFailure<RefusedForm> {
  const errors = Object.entries(answer.data.errors).map(([part, problem]) => {
    const field = own.find(({ name }) => name === part || name.endsWith(`.${part}`));
    return [field?.at ?? part, problem];
  });
  answer.data.errors = Object.fromEntries(errors);
  return answer;
}
