import { MyActionsDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  locals.graphql.query(MyActionsDocument, {
    first: 10,
    afterShifts: url.searchParams.get('shifts'),
    afterPast: url.searchParams.get('past'),
    afterActions: url.searchParams.get('actions'),
  });
