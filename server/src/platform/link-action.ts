import type { RequestContext } from './graphql/context.ts';

/** A public place: what people call it, or the zone it is in. */
export type NoticePlace = { name: string } | Required<Pick<NoticeParams, 'zone' | 'zoneNames'>>;

/**
 * What the texts of a notification may say: names people show anyway, codes that become words of the reader's language,
 * instants, public places. Never a contact, an address of a person or what somebody wrote.
 */
export interface NoticeParams {
  /** Display name of the other person. */
  name?: string;
  /** Code of a kind of help. */
  category?: string;
  /** When it happens, where the hour is known; an instant, in RFC 3339. */
  at?: string;
  /** The day it is for, where there is no hour: a day of the place, "2026-11-24". */
  day?: string;
  /** The last one of several days, of which `day` is the first. */
  lastDay?: string;
  /** Code of the part of that day. */
  part?: string;
  /** Any day until `day`. */
  by?: true;
  /** Name of the zone in Italian. */
  zone?: string;
  /** Its names in other languages, where the town gave some. */
  zoneNames?: Partial<Record<string, string>>;
  /** Title of an action. */
  title?: string;
  /** Code of why; several are set apart by commas. */
  reason?: string;
  /** From when until when it was and is, where that changed: instants, in RFC 3339, or days of the place, the last one counted in. */
  times?: { before: [string, string]; now: [string, string] };
  /** Where it was and is, where that changed. */
  places?: { before: NoticePlace; now: NoticePlace };
  /** Code of what it cost and costs, where that changed. */
  costs?: { before: string; now: string };
  /** Tags of the languages that are no longer spoken there. */
  languages?: readonly string[];
  /** Until when something is kept; an instant, in RFC 3339. */
  until?: string;
  /** Six digits that prove that the message arrived. */
  code?: string;
  /** How many dates it is about, where there are several; `at` is the first. */
  dates?: number;
  /** How many come. */
  adults?: number;
  children?: number;
  /** Code of the rule of the community. */
  rule?: string;
}

/** Something a person may do with one tap on a link in a message, without signing in. */
export interface LinkAction {
  kind: string;
  /** What it is about, in params for the words of its kind; null once it can no longer be done. */
  describe(ctx: RequestContext, subjectId: string): Promise<NoticeParams | null>;
  /** Does it. In this context the member acts, without any role: the services of the feature can be called as they are. */
  perform(ctx: RequestContext, memberId: string, subjectId: string): Promise<void>;
}
