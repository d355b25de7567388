import { redirect } from '@sveltejs/kit';
import { AskForHelpDocument, MemberDocument, NeighbourhoodsDocument } from '#schema';
import { askingAddress, readAsking } from '#lib/features/help/asking.ts';
import { isSetting } from '#lib/features/help/choices.ts';
import { forgetDraft, keepDraft, readDraft } from '#lib/features/help/draft.server.ts';
import { isRefused, refuse, text, texts, write } from '#lib/graphql/form.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const asking = readAsking(url.searchParams);
  const atZones = asking.category !== null && asking.when !== null;
  const neighbourhoods = atZones ? (await locals.graphql.query(NeighbourhoodsDocument, {})).neighbourhoods : [];
  const { member } = await locals.viewer();
  const person = asking.onBehalfOf
    ? (await locals.graphql.query(MemberDocument, { id: asking.onBehalfOf })).member
    : null;
  const tongues = (person ?? member)?.languages.map(({ tag }) => tag);
  return {
    asking,
    person,
    neighbourhoods,
    key: crypto.randomUUID(),
    today: dayAfter(new Date(), 0),
    draft: readDraft(cookies) ?? {
      details: '',
      speaks: tongues?.length ? tongues : [locals.locale.split('-')[0] ?? 'it'],
      needs: [],
      setting: '',
      places: '1',
    },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { cookies, locals, request, url } = event;
    const data = await request.formData();
    const asking = readAsking(data);
    const { category, when, date, partOfDay, zoneId, onBehalfOf } = asking;
    const draft = {
      details: text(data, 'details'),
      speaks: texts(data, 'speaks'),
      needs: texts(data, 'needs'),
      setting: text(data, 'setting'),
      places: text(data, 'places') || '1',
    };
    if (!category || !when) redirect(303, askingAddress(asking));
    if (!zoneId) return refuse(400, 'form', draft, { zoneId: { code: 'REQUIRED', params: {} } });
    const secure = url.protocol === 'https:';
    const { member } = await locals.viewer();
    if (!member) keepDraft(cookies, draft, secure);

    const places = Number.parseInt(draft.places, 10) || 1;
    const { details, speaks, needs } = draft;
    const setting = isSetting(draft.setting) ? draft.setting : null;
    const chosen = { category, when, date, partOfDay, zoneId, setting, onBehalfOf };
    const input = { ...chosen, details: details || null, speaks, needs, places };
    const answer = await write(
      event,
      () => locals.graphql.mutate(AskForHelpDocument, { key: text(data, 'key'), input }),
      { values: { ...draft, zoneId }, next: askingAddress(asking) },
    );
    if (isRefused(answer)) return answer;
    forgetDraft(cookies, secure);
    redirect(303, `/help/${answer.askForHelp.id}?sent`);
  },
};
