import { safeNext } from '#lib/features/members/next.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ next: safeNext(url.searchParams.get('next')) });
