/** How a form says that something recurs. */
export const rhythms = ['NONE', 'DAILY', 'WEEKLY', 'TWO_WEEKS', 'MONTHLY', 'OTHER'] as const;
export type Rhythm = (typeof rhythms)[number];

export interface Recurring {
  rhythm: Rhythm;
  /** How many dates there are in all. */
  count: number;
  /** A rule of another kind, kept as it is. */
  rule: string;
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** The rule that a form means, for a first day such as 2026-11-30; null: just once. */
export function ruleOf({ rhythm, count, rule }: Recurring, day: string): string | null {
  const times = `COUNT=${Math.max(2, Math.floor(count) || 2)}`;
  if (rhythm === 'DAILY') return `FREQ=DAILY;${times}`;
  if (rhythm === 'WEEKLY') return `FREQ=WEEKLY;${times}`;
  if (rhythm === 'TWO_WEEKS') return `FREQ=WEEKLY;INTERVAL=2;${times}`;
  if (rhythm === 'MONTHLY') return `FREQ=MONTHLY;BYDAY=${nthWeekday(day)};${times}`;
  return rhythm === 'OTHER' && rule ? rule : null;
}

/** What a form shows of a rule. */
export function recurringOf(rule: string | null | undefined): Recurring {
  if (!rule) return { rhythm: 'NONE', count: 4, rule: '' };
  const parts = new Map(rule.split(';').map((part) => part.toUpperCase().split('=') as [string, string]));
  const count = Number(parts.get('COUNT'));
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const known = { rhythm: rhythmOf(parts.get('FREQ'), interval, parts.get('BYDAY')), count, rule };
  return known.rhythm !== 'OTHER' && count >= 2 ? known : { rhythm: 'OTHER', count: count || 4, rule };
}

function rhythmOf(freq: string | undefined, interval: number, byDay: string | undefined): Rhythm {
  if (freq === 'DAILY' && interval === 1 && !byDay) return 'DAILY';
  if (freq === 'WEEKLY' && !byDay) return interval === 1 ? 'WEEKLY' : interval === 2 ? 'TWO_WEEKS' : 'OTHER';
  if (freq === 'MONTHLY' && interval === 1 && /^-?\d[A-Z]{2}$/.test(byDay ?? '')) return 'MONTHLY';
  return 'OTHER';
}

/** "2TU" for the second Tuesday of a month; the fifth is the last. */
function nthWeekday(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  const nth = Math.ceil(date.getUTCDate() / 7);
  return `${nth > 4 ? -1 : nth}${weekdays[date.getUTCDay()]}`;
}
