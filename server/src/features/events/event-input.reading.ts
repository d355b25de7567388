import { allOf, AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { Zone } from '../neighbourhoods/index.ts';
import { Organisation } from '../organisations/index.ts';
import type { EventInput, EventRegistrationInput } from './event.input.ts';

/** The plain fields of an event from what was typed. Throws REQUIRED and INVALID_INPUT with the field. */
export function fieldsOf(input: EventInput) {
  const [title, description, onlineUrl, costWords] = allOf(
    () => said(input, 'title'),
    () => said(input, 'description'),
    () => urlOf(input.onlineUrl),
    () => costOf(input),
  );
  return {
    title,
    description,
    venue: optional(input.venue),
    address: optional(input.address),
    onlineUrl,
    topics: unique(input.topics),
    audiences: unique(input.audiences),
    speaks: unique(input.speaks),
    access: unique(input.access),
    cost: input.cost,
    costWords,
    contact: optional(input.contact),
  };
}

/** The settings of registration. */
export const registrationOf = (given: EventRegistrationInput) => ({
  registration: given.mode,
  places: given.mode === 'NONE' ? null : (given.places ?? null),
  closesMinutes: given.closesMinutes,
  waitingOrder: given.waitingOrder,
  offerMinutes: given.offerMinutes,
});

/** The zone that was named. Throws INVALID_INPUT for one that does not exist. */
export async function zoneOf(ctx: RequestContext, { zoneId }: EventInput): Promise<Zone> {
  const zone = await ctx.em.findOne(Zone, zoneId);
  if (!zone) throw new AppError('INVALID_INPUT', {}, 'input.zoneId');
  return zone;
}

/** The co-organisers that were named, without the organiser. Throws INVALID_INPUT for one that does not exist. */
export async function coOrganisersOf(
  ctx: RequestContext,
  { coOrganiserIds }: EventInput,
  organiserId: string,
): Promise<Organisation[]> {
  const ids = unique(coOrganiserIds ?? []).filter((id) => id !== organiserId);
  const found = ids.length > 0 ? await ctx.em.find(Organisation, { id: { $in: ids } }) : [];
  if (found.length < ids.length) throw new AppError('INVALID_INPUT', {}, 'input.coOrganiserIds');
  return found;
}

const optional = (words: string | null | undefined): string | null => words?.trim() || null;

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

function said(input: EventInput, field: 'title' | 'description'): string {
  const value = input[field].trim();
  if (!value) throw new AppError('REQUIRED', {}, `input.${field}`);
  return value;
}

/** Only what is paid for needs words. */
function costOf({ cost, costWords }: EventInput): string | null {
  const words = cost === 'FREE' ? null : optional(costWords);
  if (cost === 'PAID' && !words) throw new AppError('REQUIRED', {}, 'input.costWords');
  return words;
}

/** People follow it with one tap, so it leads nowhere but to a page of the web. */
function urlOf(given: string | null | undefined): string | null {
  const words = optional(given);
  if (!words) return null;
  const url = URL.parse(/^https?:/i.test(words) ? words : `https://${words}`);
  const isPage = url && /^https?:$/.test(url.protocol) && url.hostname.includes('.');
  if (!isPage || url.username || url.password) throw new AppError('INVALID_INPUT', {}, 'input.onlineUrl');
  return url.href;
}
