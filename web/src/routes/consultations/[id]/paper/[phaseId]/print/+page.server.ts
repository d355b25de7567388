import { BallotPaperDocument } from '#schema';
import { consultationFor, paperStepOf } from '#lib/features/consultations/readable.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const consultation = await consultationFor(event, ({ viewerCanEnterPaper }) => viewerCanEnterPaper);
  const { phaseId } = event.params;
  paperStepOf(consultation, phaseId);
  const { ballotPaper } = await event.locals.graphql.query(BallotPaperDocument, { phaseId });
  return { consultation, paper: ballotPaper };
};
