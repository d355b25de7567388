import { redirect } from '@sveltejs/kit';
import { UseCodeDocument } from '#schema';
import { forgetPart, keepPart, partMark, whereToTakePart } from '#lib/features/consultations/part.server.ts';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import { askAccount } from '#lib/features/members/account.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { hereOf, text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // The address may hold a code: other pages hear of the site only.
  event.setHeaders({ 'referrer-policy': 'strict-origin', 'x-robots-tag': 'noindex' });
  const { consultation, participation } = await readConsultation(event);
  return {
    consultation,
    participation,
    partPath: `/consultations/${consultation.id}/${whereToTakePart(consultation.phases)}`,
    code: event.url.searchParams.get('code')?.slice(0, 40) ?? '',
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  use: formAction(
    async (event, data) => {
      const id = event.params.id ?? '';
      const { useCode } = await event.locals.graphql.mutate(UseCodeDocument, {
        key: text(data, 'key'),
        id,
        code: text(data, 'code'),
      });
      const { consultation } = await readConsultation(event);
      keepPart(event, useCode.token, consultation.closesAt ?? '');
      return `/consultations/${id}/${whereToTakePart(consultation.phases)}`;
    },
    { form: 'use', keep: ['code'], beside: 'code' },
  ),
  // Whoever sits here now is somebody else. An old page leaves only for whom it was shown to.
  leave: async (event) => {
    if (text(await event.request.formData(), 'part') === partMark(event)) forgetPart(event);
    redirect(303, event.url.pathname);
  },
  signOut: formAction(async (event) => {
    await askAccount(event, '/sign-out');
    return hereOf(event.url);
  }),
};
