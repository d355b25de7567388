import { messagesOf } from '#lib/i18n/catalogue.ts';
import type { PageLoad } from './$types';

/** Nothing here needs a script: a cheap phone gets a page, not a program. */
export const csr = false;

const messages = messagesOf('home', 'help', 'actions', 'events');

export const load: PageLoad = async ({ data }) => {
  await messages();
  return data;
};
