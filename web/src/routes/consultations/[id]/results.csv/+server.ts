import { error } from '@sveltejs/kit';
import { OpenDataDocument } from '#schema';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const { opinionResults } = await locals.graphql.query(OpenDataDocument, { id: params.id });
  const step = Number(url.searchParams.get('step') ?? '1');
  const result = opinionResults[step - 1];
  if (!result) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  return new Response(result.openData, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="consultation-${params.id}-${step}.csv"`,
    },
  });
};
