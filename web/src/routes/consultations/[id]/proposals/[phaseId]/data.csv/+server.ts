import { ProposalsCsvDocument } from '#schema';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { proposalsCsv } = await locals.graphql.query(ProposalsCsvDocument, { phaseId: params.phaseId });
  return new Response(proposalsCsv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="proposals-${params.phaseId}.csv"`,
    },
  });
};
