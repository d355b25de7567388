import { messagesOf } from '#lib/i18n/catalogue.ts';
import type { PageLoad } from './$types';

const messages = messagesOf('passkeys');

export const load: PageLoad = async ({ data }) => {
  await messages();
  return data;
};
