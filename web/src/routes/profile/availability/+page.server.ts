import { UpdateProfileDocument } from '#schema';
import { ownProfile } from '#lib/features/members/own-profile.server.ts';
import { hoursIn, toAvailability, type HoursRow } from '#lib/features/members/profile-form.server.ts';
import { daysOf } from '#lib/features/members/weekdays.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const most = 14;
const empty = (): HoursRow => ({ days: [], from: '16:00', until: '18:00' });

export const load: PageServerLoad = async (event) => {
  const { availability } = await ownProfile(event);
  const rows = availability.map(({ rrule, startTime, endTime }) => ({
    days: daysOf(rrule),
    from: startTime.slice(0, 5),
    until: endTime.slice(0, 5),
  }));
  return { rows: rows.length > 0 ? rows : [empty()], key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const rows = hoursIn(data);
    const wish = text(data, 'do');
    // Adding and removing rows is a page too, so it needs no script.
    if (wish === 'add') return { rows: [...rows, empty()].slice(0, most) };
    if (wish.startsWith('remove-')) return { rows: rows.filter((_, row) => wish !== `remove-${row}`) };
    const input = { availability: toAvailability(rows) };
    const answer = await write(event, () =>
      event.locals.graphql.mutate(UpdateProfileDocument, { key: text(data, 'key'), input }),
    );
    if (!isRefused(answer)) redirect(303, '/profile?done');
    return { rows, errors: answer.data.errors, form: answer.data.form, values: answer.data.values };
  },
};
