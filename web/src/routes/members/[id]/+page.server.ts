import { MemberDocument } from '#schema';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.graphql.query(MemberDocument, { id: params.id });
