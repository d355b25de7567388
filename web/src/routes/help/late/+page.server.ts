import { takeKeptForm } from '#lib/graphql/kept-form.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ cookies, url }) => ({ kept: takeKeptForm(cookies, url) });
