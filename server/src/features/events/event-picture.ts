import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { attach, attachmentsOf, type AttachmentSubject } from '../attachments/index.ts';
import type { Event } from './event.entity.ts';
import type { EventInput } from './event.input.ts';
import { mayReadSeries } from './event.service.ts';

/** The picture belongs to the whole series: what is split off keeps it. */
export const pictureSubject: AttachmentSubject = { kind: 'EVENT', mayRead: mayReadSeries };

/**
 * Keeps a new picture instead of the one before, or other words for it. Throws PHOTO_WITHOUT_WORDS where nobody says what
 * it shows.
 */
export async function keepPicture(ctx: RequestContext, event: Event, input: EventInput): Promise<void> {
  const words = input.pictureWords?.trim() || null;
  const before = await attachmentsOf(ctx, event.seriesId);
  if (input.pictureId) {
    if (!words) throw new AppError('PHOTO_WITHOUT_WORDS', {}, 'input.pictureWords');
    for (const old of before) old.remove(ctx.clock.now());
    await ctx.em.flush();
    await attach(ctx, {
      subjectKind: pictureSubject.kind,
      subjectId: event.seriesId,
      ids: [input.pictureId],
      max: 1,
      kind: 'PHOTO',
      field: 'input.pictureId',
    });
  } else if (before.length > 0 && !words) throw new AppError('PHOTO_WITHOUT_WORDS', {}, 'input.pictureWords');
  for (const picture of await attachmentsOf(ctx, event.seriesId)) picture.alt = words;
  await ctx.em.flush();
}
