import { ParticipationDocument } from '#schema';
import { partToken } from '#lib/features/consultations/part.server.ts';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import { statementActs } from '#lib/features/consultations/statement-acts.server.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const [{ consultation, participation: own }, { participation }] = await Promise.all([
    readConsultation(event),
    locals.graphql.query(ParticipationDocument, { id: params.id, token: partToken(event) }),
  ]);
  return {
    consultation,
    byCode: own.byCode,
    participation,
    sent: url.searchParams.has('sent'),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

export const actions = statementActs;
