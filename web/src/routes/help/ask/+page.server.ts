import { redirect } from '@sveltejs/kit';
import { AskForHelpDocument, MemberDocument, NeighbourhoodsDocument } from '#schema';
import { forgetUploads, uploadFrom } from '#lib/features/attachments/upload.server.ts';
import { askingAddress, fileFields, readAsking } from '#lib/features/help/asking.ts';
import { isSetting } from '#lib/features/help/choices.ts';
import { forgetDraft, keepDraft, readDraft } from '#lib/features/help/draft.server.ts';
import { isRefused, refuse, text, texts, write } from '#lib/graphql/form.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies, setHeaders }) => {
  const asking = readAsking(url.searchParams);
  const atZones = asking.category !== null && asking.when !== null;
  const neighbourhoods = atZones ? (await locals.graphql.query(NeighbourhoodsDocument, {})).neighbourhoods : [];
  const { member } = await locals.viewer();
  // The one page where somebody may speak.
  if (member) setHeaders({ 'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()' });
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
    const secure = url.protocol === 'https:';
    const { member } = await locals.viewer();
    if (!member) keepDraft(cookies, draft, secure);
    const files = await uploadFrom(event, data, member ? fileFields : []);
    const values = { ...draft, ...files.values, zoneId: zoneId ?? '' };
    if (Object.keys(files.errors).length > 0) return refuse(400, 'form', values, files.errors);
    if (!zoneId) return refuse(400, 'form', values, { zoneId: { code: 'REQUIRED', params: {} } });

    const places = Number.parseInt(draft.places, 10) || 1;
    const { details, speaks, needs } = draft;
    const setting = isSetting(draft.setting) ? draft.setting : null;
    const chosen = { category, when, date, partOfDay, zoneId, setting, onBehalfOf };
    const { voice: voiceId = null, ...photos } = files.ids;
    const photoIds = Object.values(photos).filter((id) => id !== undefined);
    const input = { ...chosen, details: details || null, speaks, needs, places, photoIds, voiceId };
    const answer = await write(
      event,
      () => locals.graphql.mutate(AskForHelpDocument, { key: text(data, 'key'), input }),
      { values, next: askingAddress(asking) },
    );
    if (isRefused(answer)) {
      if (answer.data.errors['photoIds'] ?? answer.data.errors['voiceId']) forgetUploads(answer.data, fileFields);
      return answer;
    }
    forgetDraft(cookies, secure);
    redirect(303, `/help/${answer.askForHelp.id}?sent`);
  },
};
