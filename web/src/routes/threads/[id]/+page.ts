import { messagesOf } from '#lib/i18n/catalogue.ts';
import type { PageLoad } from './$types';

const messages = messagesOf('messages', 'help');

export const load: PageLoad = async ({ data }) => {
  await messages();
  return data;
};
