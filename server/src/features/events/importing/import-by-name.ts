import { StartError } from '../../../platform/start-error.ts';
import { Zone } from '../../neighbourhoods/index.ts';
import { Organisation } from '../../organisations/index.ts';
import type { CalendarRead } from '../calendar/calendar.ts';
import type { SeatingContext } from '../registrations/seating.ts';
import type { CalendarPlan } from './import-plan.ts';
import { bringIn } from './taking-in.ts';

/** Where the events of a file go, as the operator names it on the command line. */
export interface NamedPlace {
  organisation: string;
  /** null: the zone of the organisation. */
  zone: string | null;
  publish: boolean;
}

/** How many names a sentence lists. */
const mostNamed = 12;

/**
 * Takes the events of a file in for an organisation that is named by its name or id; in a transaction. Nobody wrote them by
 * name, and they are in the organisation's language. Throws a StartError where a name fits nothing.
 */
export async function importByName(
  ctx: SeatingContext,
  read: CalendarRead,
  { organisation: name, zone: zoneName, publish }: NamedPlace,
): Promise<CalendarPlan> {
  const organisation = one('organisation', name, await ctx.em.find(Organisation, {}, { orderBy: { name: 'asc' } }));
  const zone = zoneOf(organisation, zoneName, await ctx.em.find(Zone, {}, { orderBy: { name: 'asc' } }));
  return bringIn(ctx, read, { organisation, zone, language: organisation.language, createdBy: null, publish });
}

function zoneOf(organisation: Organisation, name: string | null, zones: readonly Zone[]): Zone {
  if (name !== null) return one('zone', name, zones);
  const own = zones.find(({ id }) => id === organisation.zone?.id) ?? (zones.length === 1 ? zones[0] : undefined);
  if (own) return own;
  throw new StartError(`${organisation.name} has no zone of its own: name one with --zone. ${listed('zone', zones)}`);
}

interface Named {
  id: string;
  name: string;
}

function one<Kind extends Named>(kind: 'organisation' | 'zone', name: string, all: readonly Kind[]): Kind {
  const found =
    all.find((each) => each.id === name || each.name === name) ?? all.find((each) => isSame(each.name, name));
  if (found) return found;
  throw new StartError(`No ${kind} is called "${name}". ${listed(kind, all)}`);
}

const isSame = (a: string, b: string): boolean =>
  a.normalize().trim().toLowerCase() === b.normalize().trim().toLowerCase();

function listed(kind: string, all: readonly Named[]): string {
  if (all.length === 0) return `There is no ${kind} yet.`;
  const more = all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '';
  const names = all.slice(0, mostNamed).map(({ name }) => name);
  return `There is: ${names.join(', ')}${more}.`;
}
