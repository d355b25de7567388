import { error, redirect } from '@sveltejs/kit';
import { ProposalLanguagesDocument, SaveTranslationDocument, TranslationDocument } from '#schema';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { isRefused, text, write } from '#lib/graphql/form.server.ts';
import { isLocale } from '#lib/i18n/locales.ts';
import type { Actions, PageServerLoad } from './$types';

const kind = 'PROPOSAL';

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event;
  assertItsStep(await consultationFor(event, ({ viewerCanTranslate }) => viewerCanTranslate), params.phaseId);
  const { proposal } = await locals.graphql.query(ProposalLanguagesDocument, { id: params.proposalId });
  const wanted = url.searchParams.get('into');
  const into = isLocale(wanted) && wanted !== proposal.language ? wanted : null;
  const { translation } = into
    ? await locals.graphql.query(TranslationDocument, { kind, id: proposal.id, locale: into })
    : { translation: [] };
  const here = url.pathname;
  return { proposal, into, fields: translation, here, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const data = await event.request.formData();
    const locale = text(data, 'into');
    if (!isLocale(locale)) error(400, 'INVALID_INPUT', { code: 'INVALID_INPUT' });
    const names = ['title', 'text'];
    const answer = await write(
      event,
      () =>
        event.locals.graphql.mutate(SaveTranslationDocument, {
          key: text(data, 'key'),
          kind,
          id: event.params.proposalId,
          locale,
          fields: names.map((name) => ({ name, words: text(data, `field-${name}`).replaceAll('\r\n', '\n') })),
        }),
      { values: Object.fromEntries(names.map((name) => [`field-${name}`, text(data, `field-${name}`)])) },
    );
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}?saved=${locale}`);
  },
};
