import { partMark } from '#lib/features/consultations/part.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({ partMark: partMark(event) });
