import { EventDateDocument } from '#schema';
import { eventActs } from '#lib/features/events/event-acts.server.ts';
import { jsonLd } from '#lib/features/events/json-ld.server.ts';
import { readMarkdown } from '#lib/features/events/markdown.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies }) => {
  const { eventDate } = await locals.graphql.query(EventDateDocument, { id: params.id });
  return {
    date: eventDate,
    description: readMarkdown(eventDate.event.description.words),
    jsonLd: jsonLd(eventDate, locals.origin),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

export const actions = eventActs;
