import { sharedMessages } from '#lib/i18n/catalogue.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => {
  await sharedMessages();
  return data;
};
