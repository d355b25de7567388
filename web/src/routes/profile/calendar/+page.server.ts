import { MakePersonalCalendarDocument, PersonalCalendarDocument, RevokePersonalCalendarDocument } from '#schema';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { viewer } = await locals.graphql.query(PersonalCalendarDocument, {});
  return { since: viewer.personalCalendarSince, key: crypto.randomUUID() };
};

export const actions: Actions = {
  make: formAction(
    async ({ locals }, data) => {
      const { makePersonalCalendar } = await locals.graphql.mutate(MakePersonalCalendarDocument, {
        key: text(data, 'key'),
      });
      return { shown: { address: `${locals.origin}${makePersonalCalendar.path}` } };
    },
    { form: 'make' },
  ),
  revoke: formAction(
    async ({ locals, url }, data) => {
      await locals.graphql.mutate(RevokePersonalCalendarDocument, { key: text(data, 'key') });
      return url.pathname;
    },
    { form: 'revoke' },
  ),
};
