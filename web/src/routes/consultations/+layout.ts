import { messagesOf } from '#lib/i18n/catalogue.ts';

export const load = messagesOf('consultations', 'decisions', 'events', 'translations');
