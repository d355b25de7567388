import type { Temporal } from 'temporal-polyfill';
import { type HeldCheck, missingChecks, type Setting } from '../checks/index.ts';
import { townDay, townMinutes } from '../../platform/time.ts';
import { closeness, type SpokenTongue } from './tongues.ts';
import { type HelpCategory, type Reach, type Weekday, weekdays } from './help.words.ts';

/** What somebody needs, as far as it decides who fits. */
export interface Need {
  category: HelpCategory;
  zoneId: string;
  startsAt: Date;
  endsAt: Date;
  setting: Setting;
  /** Languages one can talk in with the person. */
  speaks: readonly string[];
  /** Languages the helper must speak; any one of them is enough. Empty: none asked for. */
  needs: readonly string[];
}

/** Hours in which somebody can help: on these days of every week, or on one day. Minutes of the town's day, 0 to 1440. */
export interface FreeTime {
  days: readonly Weekday[] | Temporal.PlainDate;
  from: number;
  until: number;
}

/** Somebody who can give, as far as it decides what fits. */
export interface Giver {
  /** What they offered; null: they said nothing, anything may do. */
  categories: readonly HelpCategory[] | null;
  reach: Reach;
  tongues: readonly SpokenTongue[];
  free: readonly FreeTime[];
  /** Whether `free` is all there is, as with an offer for a day, or only what is usual. */
  onlyThen: boolean;
  checks: readonly HeldCheck[];
}

/** How far two zones are from each other. */
export interface Distance {
  km: number | null;
  sameZone: boolean;
  sameNeighbourhood: boolean;
}

export type Reason =
  | { kind: 'CATEGORY' }
  | { kind: 'LANGUAGE'; tag: string }
  | { kind: 'SAME_ZONE' }
  | { kind: 'SAME_NEIGHBOURHOOD' }
  | { kind: 'NEAR'; km: number }
  | { kind: 'FREE'; weekday: Weekday };

export interface Suggestion {
  /** 0 to 100. */
  score: number;
  /** Why, the weightiest first. */
  reasons: Reason[];
}

/** What each part may give. Together 100: what is offered counts most, then being understood, then being near. */
export const weights = { category: 40, language: 30, place: 20, time: 10 } as const;

/** Where two zones are farther apart than this, nearness gives nothing. */
const farKm = 8;
/** Zones of the same neighbourhood whose distance nobody recorded count as this far apart. */
const unknownKm = 3;
/** Less common time than this is none. */
const enoughMinutes = 60;

/**
 * How well somebody fits a need; null where they do not: not what they offered, out of their reach, no language that was
 * asked for, a check they lack, no hour in common with an offer for certain hours, or nothing at all that speaks for it. Nothing
 * but what stands here counts:
 *
 *   score = 40 · (they offer this)
 *         + 30 · (best language in common: 1 mother tongue, 0.8 well, 0.3 a little; a dialect understood counts 0.9 of it)
 *         + 20 · max(0, 1 − km / 8)      (1 in the same zone)
 *         + 10 · (an hour in common)
 */
export function suggest(need: Need, giver: Giver, distance: Distance, now: Date): Suggestion | null {
  const offered = giver.categories?.includes(need.category);
  if (offered === false) return null;
  if (!isInReach(giver.reach, distance)) return null;
  if (missingChecks(giver.checks, need.setting, now).length > 0) return null;
  if (need.needs.length > 0 && !best(need.needs, giver.tongues)) return null;
  const common = best(need.needs.length > 0 ? need.needs : need.speaks, giver.tongues);
  const day = dayInCommon(need, giver.free, now);
  if (!day && giver.onlyThen) return null;

  const place = nearness(distance);
  const parts: { points: number; reason: Reason | null }[] = [
    { points: offered ? weights.category : 0, reason: { kind: 'CATEGORY' } },
    { points: weights.language * (common?.value ?? 0), reason: common && { kind: 'LANGUAGE', tag: common.tag } },
    { points: weights.place * place, reason: placeReason(distance) },
    { points: day ? weights.time : 0, reason: day && { kind: 'FREE', weekday: day } },
  ];
  const counting = parts.filter((part) => part.points > 0).toSorted((a, b) => b.points - a.points);
  if (counting.length === 0) return null;
  return {
    score: Math.round(counting.reduce((sum, part) => sum + part.points, 0)),
    reasons: counting.flatMap((part) => part.reason ?? []),
  };
}

function isInReach(reach: Reach, distance: Distance): boolean {
  if (reach === 'TOWN') return true;
  return reach === 'ZONE' ? distance.sameZone : distance.sameZone || distance.sameNeighbourhood;
}

function best(wanted: readonly string[], tongues: readonly SpokenTongue[]): { tag: string; value: number } | null {
  let found: { tag: string; value: number } | null = null;
  for (const tag of wanted) {
    for (const tongue of tongues) {
      const value = closeness(tag, tongue);
      if (value > (found?.value ?? 0)) found = { tag: tongue.tag, value };
    }
  }
  return found;
}

function nearness({ km, sameZone, sameNeighbourhood }: Distance): number {
  if (sameZone) return 1;
  const distance = km ?? (sameNeighbourhood ? unknownKm : farKm);
  return Math.max(0, 1 - distance / farKm);
}

function placeReason({ km, sameZone, sameNeighbourhood }: Distance): Reason | null {
  if (sameZone) return { kind: 'SAME_ZONE' };
  if (km !== null) return { kind: 'NEAR', km: Math.max(1, Math.round(km)) };
  return sameNeighbourhood ? { kind: 'SAME_NEIGHBOURHOOD' } : null;
}

/** The first day from now on with an hour in common. */
function dayInCommon(need: Need, free: readonly FreeTime[], now: Date): Weekday | null {
  const from = need.startsAt > now ? need.startsAt : now;
  if (from >= need.endsAt) return null;
  const [first, last] = [townDay(from), townDay(new Date(need.endsAt.getTime() - 1))];
  for (let day = first; day.until(last).days >= 0; day = day.add({ days: 1 })) {
    const opens = day.equals(first) ? townMinutes(from) : 0;
    const closes = day.equals(last) ? townMinutes(new Date(need.endsAt.getTime() - 1)) + 1 : 1440;
    const weekday = weekdays[day.dayOfWeek - 1] as Weekday;
    const fits = free.some(
      (time) =>
        (Array.isArray(time.days) ? time.days.includes(weekday) : day.equals(time.days as Temporal.PlainDate)) &&
        Math.min(time.until, closes) - Math.max(time.from, opens) >= Math.min(enoughMinutes, closes - opens),
    );
    if (fits) return weekday;
  }
  return null;
}
