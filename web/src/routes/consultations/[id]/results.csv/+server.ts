import { error, type RequestEvent } from '@sveltejs/kit';
import { OpenDataDocument, SurveyOpenDataDocument } from '#schema';
import type { RequestHandler } from './$types';

/** `?step=2`: the second step with statements, with `&format=polis` as comments.csv of a Polis export; `?survey=1`: the first survey. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url;
  const kind = searchParams.has('survey') ? 'survey' : searchParams.get('format') === 'polis' ? 'polis' : 'step';
  const number = Number(searchParams.get(kind === 'survey' ? 'survey' : 'step') ?? '1');
  const found = (await openData(event, kind))[number - 1];
  if (!found) error(404, 'NOT_FOUND', { code: 'NOT_FOUND' });
  const name = `consultation-${event.params.id}-${kind === 'step' ? '' : `${kind}-`}${number}.csv`;
  return new Response(found, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
};

/** A file for each step; null where too few answered. */
async function openData(
  { locals, params }: RequestEvent,
  kind: 'survey' | 'polis' | 'step',
): Promise<(string | null)[]> {
  const id = params.id ?? '';
  if (kind === 'survey')
    return (await locals.graphql.query(SurveyOpenDataDocument, { id })).surveyResults.map((one) => one.openData);
  const { opinionResults } = await locals.graphql.query(OpenDataDocument, { id });
  return opinionResults.map((one) => (kind === 'polis' ? one.polisComments : one.openData));
}
