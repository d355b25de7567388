import { ModerationCasesDocument } from '#schema';
import { onlyWith } from '#lib/features/members/own-profile.server.ts';
import { oneOf, reportKinds } from '#lib/features/moderation/words.ts';
import { cursorIn } from '#lib/graphql/cursor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await onlyWith(event, 'viewerCanModerate');
  const { searchParams } = event.url;
  const kind = oneOf(reportKinds, searchParams.get('kind'));
  const show = oneOf(['waiting', 'decided', 'all'], searchParams.get('show')) ?? 'all';
  const { moderationCases } = await event.locals.graphql.query(ModerationCasesDocument, {
    filter: { waiting: show === 'all' ? null : show === 'waiting', kinds: kind ? [kind] : null },
    first: 20,
    after: cursorIn({ searchParams }),
  });
  return { cases: moderationCases, wanted: { kind, show } };
};
