import { messagesOf } from '#lib/i18n/catalogue.ts';

export const csr = false;
export const load = messagesOf('site');
