import { redirect } from '@sveltejs/kit';
import { safeNext, withNext } from '#lib/features/members/next.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) =>
  redirect(308, withNext('/card', safeNext(url.searchParams.get('next'))));
