import { audit } from '../../../platform/audit.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { tooLarge } from '../../../platform/files/received.ts';
import { authorize, type RequestContext, signedIn } from '../../../platform/graphql/context.ts';
import { Member } from '../../members/index.ts';
import { Zone } from '../../neighbourhoods/index.ts';
import { Organisation } from '../../organisations/index.ts';
import { readCalendar } from '../calendar/read-calendar.ts';
import { eventPolicy } from '../events.policy.ts';
import { CalendarFile, type ImportOutcome } from './calendar-file.entity.ts';
import { fetchCalendar, maxBytes } from './fetch-calendar.ts';
import { type CalendarPlan, planFor, type PlannedEvent } from './import-plan.ts';
import { bringIn } from './taking-in.ts';

const hour = 3_600_000;
const fetches = { name: 'calendar-fetch', max: 30, seconds: 3600 };

/** A file as it was sent, or the address to fetch it from. */
export interface GivenCalendar {
  name: string;
  bytes: Buffer | null;
  url: string | null;
}

/**
 * Keeps a calendar file for an hour, and says what an import into the organisation would do. REQUIRED where neither is given;
 * FILE_EMPTY with the field that brought nothing.
 */
export async function readCalendarFile(
  ctx: RequestContext,
  organisationId: string,
  { name, bytes, url }: GivenCalendar,
): Promise<CalendarFile> {
  authorize(ctx, eventPolicy.importCalendar, { organisationId });
  const { id: memberId } = signedIn(ctx);
  if (!bytes && !url?.trim()) throw new AppError('REQUIRED', {}, 'url');
  if (!bytes && !(await ctx.accounts.takeTurn(fetches, memberId)))
    throw new AppError('RATE_LIMITED', { seconds: fetches.seconds });
  if (bytes && bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  const read = bytes ?? (await fetchCalendar(url ?? ''));
  if (read.byteLength === 0) throw new AppError('FILE_EMPTY', {}, bytes ? 'content' : 'url');
  await ctx.em.nativeDelete(CalendarFile, { readAt: { $lte: new Date(ctx.clock.now().getTime() - hour) } });
  const file = ctx.em.create(CalendarFile, {
    member: ctx.em.getReference(Member, memberId),
    organisation: await ctx.em.findOneOrFail(Organisation, organisationId),
    name: (bytes ? name.trim() : (url?.trim() ?? '')).slice(0, 300) || 'calendar.ics',
    bytes: read,
    readAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  return file;
}

/** A file once more, for the one who sent it. FILE_GONE after an hour. */
export const previewImport = (ctx: RequestContext, fileId: string): Promise<CalendarFile> => ownFile(ctx, fileId);

const plans = new WeakMap<CalendarFile, Promise<CalendarPlan>>();

/** What an import of a file would do, reckoned once; of one that was just imported, what it did. */
export function planOf(ctx: RequestContext, file: CalendarFile): Promise<CalendarPlan> {
  const known = plans.get(file) ?? planFor(ctx, file.organisation.id, readCalendar(file.bytes));
  plans.set(file, known);
  return known;
}

/** How many events of each kind a plan has, and how many entries it leaves out. */
export function outcomeOf({ events, remarks }: CalendarPlan): ImportOutcome {
  const of = (change: PlannedEvent['change']) => events.filter((event) => event.change === change).length;
  const skipped = remarks.filter(({ taken }) => !taken).length;
  return { NEW: of('NEW'), CHANGED: of('CHANGED'), SAME: of('SAME'), OLDER: of('OLDER'), skipped };
}

/**
 * Takes the events of a file in, as drafts or at once for everybody: all of them, or none. REQUIRED where some are new and no zone
 * is named.
 */
export async function importCalendar(
  ctx: RequestContext,
  fileId: string,
  zoneId: string | null,
  publish: boolean,
): Promise<CalendarFile> {
  const file = await ownFile(ctx, fileId);
  const zone = zoneId ? await ctx.em.findOne(Zone, zoneId) : null;
  if (zoneId && !zone) throw new AppError('INVALID_INPUT', {}, 'zoneId');
  audit(ctx, 'events.importCalendar', file.organisation.id);
  const plan = await bringIn(ctx, readCalendar(file.bytes), {
    organisation: await ctx.em.findOneOrFail(Organisation, file.organisation.id),
    zone,
    language: ctx.locale,
    createdBy: signedIn(ctx).id,
    publish,
  });
  file.outcome = outcomeOf(plan);
  plans.set(file, Promise.resolve(plan));
  return file;
}

async function ownFile(ctx: RequestContext, id: string): Promise<CalendarFile> {
  const { id: memberId } = signedIn(ctx);
  const file = await ctx.em.findOne(CalendarFile, { id, member: memberId });
  if (!file) throw notFound();
  authorize(ctx, eventPolicy.importCalendar, { organisationId: file.organisation.id });
  if (file.readAt.getTime() + hour <= ctx.clock.now().getTime()) throw new AppError('FILE_GONE');
  return file;
}
