import { redirect } from '@sveltejs/kit';
import {
  CalendarImportDocument,
  ImportCalendarDocument,
  InvitingOrganisationsDocument,
  NeighbourhoodsDocument,
  ReadCalendarFileDocument,
} from '#schema';
import { withNext } from '#lib/features/members/next.ts';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { hereOf, text } from '#lib/graphql/form.server.ts';
import { ApiError } from '#lib/graphql/errors.ts';
import type { Actions, PageServerLoad } from './$types';

/** What fits into a request to the API as text; addresses may lead to 5 MB. */
const mostBytes = 4 * 1024 * 1024;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { member, secondFactorNeeded } = await locals.viewer();
  if (!member) redirect(303, withNext('/sign-in', hereOf(url)));
  if (secondFactorNeeded) redirect(303, withNext('/sign-in/second-factor', hereOf(url)));
  const fileId = url.searchParams.get('file');
  const { viewer } = await locals.graphql.query(InvitingOrganisationsDocument, {});
  const { neighbourhoods } = await locals.graphql.query(NeighbourhoodsDocument, {});
  const preview = fileId ? (await locals.graphql.query(CalendarImportDocument, { fileId })).calendarImport : null;
  return { organisations: viewer.viewerCanInviteFor, neighbourhoods, preview, key: crypto.randomUUID() };
};

export const actions: Actions = {
  read: formAction(
    async ({ locals }, data) => {
      const file = data.get('content');
      // A browser sends a file without a name where none was chosen.
      const sent = file instanceof File && (file.size > 0 || file.name) ? file : null;
      if (sent && sent.size > mostBytes) throw new ApiError('FILE_TOO_LARGE', 'content', { max: 4 });
      const { readCalendarFile } = await locals.graphql.mutate(ReadCalendarFileDocument, {
        key: text(data, 'key'),
        organisationId: text(data, 'organisationId'),
        name: sent?.name ?? null,
        content: sent ? Buffer.from(await sent.arrayBuffer()).toString('base64') : null,
        url: sent ? null : text(data, 'url'),
      });
      return `/events/import?file=${readCalendarFile.fileId}`;
    },
    { form: 'read', keep: ['organisationId', 'url'] },
  ),
  take: formAction(
    async ({ locals, url }, data) => {
      const { importCalendar } = await locals.graphql.mutate(ImportCalendarDocument, {
        key: text(data, 'key'),
        fileId: url.searchParams.get('file') ?? '',
        zoneId: text(data, 'zoneId') || null,
        publish: text(data, 'publish') === 'yes',
      });
      return { shown: importCalendar };
    },
    { form: 'take', keep: ['zoneId', 'publish'] },
  ),
};
