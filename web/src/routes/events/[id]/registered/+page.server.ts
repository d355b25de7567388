import { redirect } from '@sveltejs/kit';
import { ConfirmByCodeDocument, EventDateDocument } from '#schema';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { keepForm, takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, url, cookies } = event;
  const { eventDate } = await locals.graphql.query(EventDateDocument, { id: params.id });
  const kept = takeKeptForm(cookies, url);
  // It may be needed once more: whoever reads the message elsewhere comes back to this page.
  if (kept) keepForm(event, kept);
  return { date: eventDate, kept, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const [contact, code] = [text(data, 'contact'), text(data, 'code')];
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(ConfirmByCodeDocument, {
          key: text(data, 'key'),
          dateId: event.params.id ?? '',
          contact,
          code,
        }),
      { form: 'code', values: { contact, code } },
    );
    if (isRefused(answer)) return answer;
    // The same form sent twice has its answer, but the token is told once.
    const { token } = answer.confirmByCode;
    redirect(303, token ? `/r/${token}` : `/events/${event.params.id}`);
  },
};
