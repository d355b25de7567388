import { CodeSheetsDocument, MakeCodesDocument } from '#schema';
import { most } from '#lib/features/consultations/choices.ts';
import { consultationFor } from '#lib/features/consultations/readable.server.ts';
import { qrPath } from '#lib/features/members/qr.server.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const consultation = await consultationFor(event, ({ viewerCanMakeCodes }) => viewerCanMakeCodes);
  const { codeSheets, helpedSessions } = await event.locals.graphql.query(CodeSheetsDocument, { id: consultation.id });
  return { consultation, sheets: codeSheets, helped: helpedSessions, key: crypto.randomUUID() };
};

export const actions: Actions = {
  make: formAction(
    async ({ locals, params }, data) => {
      const id = params.id ?? '';
      const count = Math.min(Number.parseInt(text(data, 'count'), 10) || 0, most.codes);
      const { makeCodes } = await locals.graphql.mutate(MakeCodesDocument, { key: text(data, 'key'), id, count });
      const address = `${locals.origin}/consultations/${id}/code`;
      return {
        shown: {
          address: address.replace(/^https?:\/\//, ''),
          slips: makeCodes.map((code) => ({
            code: code.replace(/(.{4})(?=.)/g, '$1-'),
            qr: qrPath(`${address}?code=${code}`),
          })),
        },
      };
    },
    { form: 'make', keep: ['count'] },
  ),
};
