import { ChooseNoticeChannelsDocument, NoticeChannelsDocument, type NoticeChannelKind } from '#schema';
import { formAction } from '#lib/graphql/form-action.server.ts';
import { text, texts } from '#lib/graphql/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

const kinds: NoticeChannelKind[] = ['MAIL', 'SMS', 'CALL'];

export const load: PageServerLoad = async ({ locals }) => {
  const { noticeChannels } = await locals.graphql.query(NoticeChannelsDocument, {});
  return { channels: noticeChannels, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    async ({ locals }, data) => {
      const wanted = texts(data, 'channels');
      const channels = kinds.filter((kind) => wanted.includes(kind));
      await locals.graphql.mutate(ChooseNoticeChannelsDocument, { key: text(data, 'key'), channels });
      return '/profile?done';
    },
    { keep: ['channels'] },
  ),
};
