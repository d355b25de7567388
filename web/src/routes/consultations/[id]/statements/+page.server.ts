import { AcceptedStatementsDocument, ParticipationDocument } from '#schema';
import { partToken } from '#lib/features/consultations/part.server.ts';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import { mayAnswer } from '#lib/features/consultations/standing.ts';
import { statementActs } from '#lib/features/consultations/statement-acts.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, cookies, url } = event;
  const [{ consultation, participation: own }, { participation }] = await Promise.all([
    readConsultation(event),
    locals.graphql.query(ParticipationDocument, { id: params.id, token: partToken(event) }),
  ]);
  const answers = participation.phase !== null && mayAnswer(participation.standing);
  return {
    consultation,
    byCode: own.byCode,
    participation,
    answers,
    // Whoever answers meets them one by one.
    toRead: answers
      ? null
      : (await locals.graphql.query(AcceptedStatementsDocument, { id: params.id, first: 20, after: cursorIn(url) }))
          .statements,
    sent: url.searchParams.has('sent'),
    kept: takeKeptForm(cookies, url),
    key: crypto.randomUUID(),
  };
};

export const actions = statementActs;
