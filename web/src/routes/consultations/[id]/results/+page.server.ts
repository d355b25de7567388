import { OpinionResultsDocument, SurveyResultsDocument, VoteResultsDocument } from '#schema';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ consultation }, { opinionResults }, { voteResults }, { surveyResults }] = await Promise.all([
    readConsultation(event),
    event.locals.graphql.query(OpinionResultsDocument, { id: event.params.id }),
    event.locals.graphql.query(VoteResultsDocument, { id: event.params.id }),
    event.locals.graphql.query(SurveyResultsDocument, { id: event.params.id }),
  ]);
  return { consultation, results: opinionResults, votes: voteResults, surveys: surveyResults };
};
