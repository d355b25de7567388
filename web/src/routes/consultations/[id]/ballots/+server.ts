import { error } from '@sveltejs/kit';
import { VoteExportDocument } from '#schema';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { voteResults } = await locals.graphql.query(VoteExportDocument, { id: params.id });
  const file = voteResults[Number(url.searchParams.get('vote') ?? '1') - 1]?.export;
  if (!file) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  return new Response(file.content, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${file.name}"`,
    },
  });
};
