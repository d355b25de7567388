/** How a form says that something recurs. */
export const rhythms = ['NONE', 'DAILY', 'WEEKLY', 'TWO_WEEKS', 'MONTHLY', 'OTHER'] as const;
export type Rhythm = (typeof rhythms)[number];

export interface Recurring {
  rhythm: Rhythm;
  /** How many dates there are in all. */
  count: number;
  /** The rule that there was, kept as it is where nothing else is meant. */
  rule: string;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/**
 * The rule that a form means, for a day of it such as 2026-11-30; null: just once. As long as neither the form nor the day says
 * something else, it is the one that there was.
 */
export function ruleOf({ rhythm, count, rule }: Recurring, day: string, dayBefore: string): string | null {
  if (isUntouched({ rhythm, count, rule }) && (rhythm !== 'MONTHLY' || day === dayBefore)) return rule || null;
  const times = `COUNT=${Math.max(2, Math.floor(count) || 2)}`;
  if (rhythm === 'DAILY') return `FREQ=DAILY;${times}`;
  if (rhythm === 'WEEKLY') return `FREQ=WEEKLY;${times}`;
  if (rhythm === 'TWO_WEEKS') return `FREQ=WEEKLY;INTERVAL=2;${times}`;
  if (rhythm === 'MONTHLY') return `FREQ=MONTHLY;BYDAY=${nthWeekday(day, rule)};${times}`;
  return rhythm === 'OTHER' && rule ? rule : null;
}

/** Whether a form says of a rule what it said before. */
export function isUntouched({ rhythm, count, rule }: Recurring): boolean {
  const before = recurringOf(rule);
  return rhythm === before.rhythm && (rhythm === 'NONE' || rhythm === 'OTHER' || count === before.count);
}

/** What a form shows of a rule. */
export function recurringOf(rule: string | null | undefined): Recurring {
  if (!rule) return { rhythm: 'NONE', count: 4, rule: '' };
  const parts = partsOf(rule);
  const count = Number(parts.get('COUNT'));
  const known = { rhythm: rhythmOf(parts), count, rule };
  return known.rhythm !== 'OTHER' && count >= 2 ? known : { rhythm: 'OTHER', count: count || 4, rule };
}

const partsOf = (rule: string) =>
  new Map(rule.split(';').map((part) => part.toUpperCase().split('=') as [string, string]));
const sayable = ['FREQ', 'INTERVAL', 'COUNT', 'BYDAY'];

function rhythmOf(parts: ReadonlyMap<string, string>): Rhythm {
  if ([...parts.keys()].some((name) => !sayable.includes(name))) return 'OTHER';
  const [freq, byDay, interval] = [parts.get('FREQ'), parts.get('BYDAY'), Number(parts.get('INTERVAL') ?? 1)];
  if (freq === 'DAILY' && interval === 1 && !byDay) return 'DAILY';
  if (freq === 'WEEKLY' && !byDay) return interval === 1 ? 'WEEKLY' : interval === 2 ? 'TWO_WEEKS' : 'OTHER';
  if (freq === 'MONTHLY' && interval === 1 && /^-?\d[A-Z]{2}$/.test(byDay ?? '')) return 'MONTHLY';
  return 'OTHER';
}

/** "2TU" for the second Tuesday of a month; the fifth is the last. What the rule counts from the end of the month it still does. */
function nthWeekday(day: string, rule: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  const weekday = weekdays[date.getUTCDay()];
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const nth = Math.ceil(date.getUTCDate() / 7);
  const fromEnd = `-${Math.ceil((daysInMonth - date.getUTCDate() + 1) / 7)}${weekday}`;
  if (partsOf(rule).get('BYDAY') === fromEnd) return fromEnd;
  return `${nth > 4 ? -1 : nth}${weekday}`;
}
