import { LockMode } from '@mikro-orm/core';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import type { EventDate } from '../event-date.entity.ts';
import { tellDateChanged } from '../event.service.ts';
import { tellSupportLeft } from './support-notices.ts';
import { SupportClaim, SupportSlot } from './support-slot.entity.ts';

/** Who does not come does not help there either: all they took on at these dates is free again, and the organisers hear it. */
export async function giveAllBack(ctx: RequestContext, dates: readonly EventDate[], memberId: string): Promise<void> {
  const coming = dates.filter(({ startsAt }) => startsAt > ctx.clock.now());
  const claims = await ctx.em.find(
    SupportClaim,
    { slot: { date: { $in: coming.map(({ id }) => id) } }, member: memberId },
    { orderBy: { slot: 'asc' } },
  );
  for (const claim of claims) {
    const slot = await ctx.em.findOneOrFail(SupportSlot, claim.slot.id, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
    });
    slot.free();
    ctx.em.remove(claim);
    await ctx.em.flush();
    const date = coming.find(({ id }) => id === slot.date.id);
    if (date) await tellSupportLeft(ctx, slot, date, memberId);
    await tellDateChanged(ctx, slot.date.id);
  }
}
