import { redirect } from '@sveltejs/kit';
import { MakeHelpOfferDocument, NeighbourhoodsDocument } from '#schema';
import { isCategory, isReach } from '#lib/features/help/choices.ts';
import { offeringAddress, readOffering } from '#lib/features/help/offering.ts';
import { isRefused, refuse, text, texts, write } from '#lib/graphql/form.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import { dayAfter } from '#lib/i18n/dates.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const offering = readOffering(url.searchParams);
  const atZones = offering.category !== null && offering.rhythm !== null;
  const neighbourhoods = atZones ? (await locals.graphql.query(NeighbourhoodsDocument, {})).neighbourhoods : [];
  const { member } = await locals.viewer();
  const tongues = member?.languages.map(({ tag }) => tag);
  return {
    offering,
    neighbourhoods,
    key: crypto.randomUUID(),
    today: dayAfter(new Date(), 0),
    kept: takeKeptForm(cookies, url),
    tongues: tongues?.length ? tongues : [locals.locale.split('-')[0] ?? 'it'],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const offering = readOffering(data);
    const { category, rhythm, date, days, partOfDay, zoneId } = offering;
    const typed = {
      details: text(data, 'details'),
      also: texts(data, 'also').filter(isCategory),
      reach: text(data, 'reach'),
      speaks: texts(data, 'speaks'),
    };
    if (!category || !rhythm) redirect(303, offeringAddress(offering));
    if (!zoneId) return refuse(400, 'form', typed, { zoneId: { code: 'REQUIRED', params: {} } });
    const input = {
      categories: [...new Set([category, ...typed.also])],
      rhythm,
      date,
      days,
      partOfDay,
      zoneId,
      reach: isReach(typed.reach) ? typed.reach : ('NEIGHBOURHOOD' as const),
      details: typed.details || null,
      speaks: typed.speaks,
    };
    const answer = await write(
      event,
      () => event.locals.graphql.mutate(MakeHelpOfferDocument, { key: text(data, 'key'), input }),
      { values: { ...typed, zoneId }, next: offeringAddress(offering), keptForSigningIn: true },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `/help/offers/${answer.makeHelpOffer.id}?sent`);
  },
};
