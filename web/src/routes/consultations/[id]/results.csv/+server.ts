import { error } from '@sveltejs/kit';
import { OpenDataDocument, SurveyOpenDataDocument } from '#schema';
import type { RequestHandler } from './$types';

/** `?step=2`: the second step with statements; `?survey=1`: the first survey. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const survey = url.searchParams.get('survey');
  const step = survey ?? url.searchParams.get('step') ?? '1';
  const openData = survey
    ? (await locals.graphql.query(SurveyOpenDataDocument, { id: params.id })).surveyResults.map((one) => one.openData)
    : (await locals.graphql.query(OpenDataDocument, { id: params.id })).opinionResults.map((one) => one.openData);
  const found = openData[Number(step) - 1];
  if (!found) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  const name = `consultation-${params.id}-${survey ? 'survey-' : ''}${Number(step)}.csv`;
  return new Response(found, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
};
