import { redirect } from '@sveltejs/kit';
import { ProposalLanguagesDocument, TranslationDocument } from '#schema';
import { assertItsStep, consultationFor } from '#lib/features/consultations/readable.server.ts';
import { saveTranslations } from '#lib/features/translations/save.server.ts';
import { isRefused } from '#lib/graphql/form.server.ts';
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
  return { proposal, into, fields: translation, here };
};

export const actions: Actions = {
  default: async (event) => {
    const answer = await saveTranslations(event);
    if (isRefused(answer)) return answer;
    redirect(303, `${event.url.pathname}?saved=${answer}`);
  },
};
