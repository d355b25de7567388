import { ConsultationsDocument } from '#schema';
import { listedStage } from '#lib/features/consultations/listed.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import { sameForVisitors } from '#lib/graphql/same-for-visitors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  setHeaders(sameForVisitors);
  const stage = listedStage(url.searchParams);
  const { consultations } = await locals.graphql.query(ConsultationsDocument, {
    stage,
    first: 20,
    after: cursorIn(url),
  });
  return { consultations, stage };
};
