import {
  BoardBallotDocument,
  OpinionResultsDocument,
  ProposalsDocument,
  SurveyResultsDocument,
  VoteResultsDocument,
} from '#schema';
import { readConsultation } from '#lib/features/consultations/readable.server.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { text } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ consultation }, { opinionResults }, { voteResults }, { surveyResults }] = await Promise.all([
    readConsultation(event),
    event.locals.graphql.query(OpinionResultsDocument, { id: event.params.id }),
    event.locals.graphql.query(VoteResultsDocument, {
      id: event.params.id,
      ballots: cursorIn(event.url, 'ballots'),
    }),
    event.locals.graphql.query(SurveyResultsDocument, { id: event.params.id }),
  ]);
  const phases = consultation.phases.filter(({ method, ended }) => method === 'PROPOSALS' && ended);
  const collected = await Promise.all(
    phases.map(async ({ id }) => {
      const asked = { phaseId: id, state: 'PUBLISHED', order: 'SUPPORTED', first: 50 } as const;
      const { proposals } = await event.locals.graphql.query(ProposalsDocument, asked);
      return { phaseId: id, proposals: proposals.nodes };
    }),
  );
  return { consultation, collected, results: opinionResults, votes: voteResults, surveys: surveyResults };
};

export const actions: Actions = {
  find: async ({ request, params, locals }) => {
    const typed = text(await request.formData(), 'receipt').slice(0, 40);
    const { voteResults } = await locals.graphql.query(BoardBallotDocument, { id: params.id, receipt: typed });
    return { sought: { typed, ballot: voteResults.find(({ boardBallot }) => boardBallot)?.boardBallot ?? null } };
  },
};
