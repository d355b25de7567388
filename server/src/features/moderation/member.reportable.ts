import type { Reportable } from '../../platform/reportable.ts';
import { Member } from '../members/index.ts';

/** A person's conduct. There is nothing to hide; those who blocked somebody may still report them. */
export const memberReportable: Reportable = {
  kind: 'MEMBER',

  async find(ctx, id) {
    const member = await ctx.em.findOne(Member, { id, goneAt: null });
    return member ? { ownerId: id, excerpt: member.displayName, path: `/members/${id}` } : null;
  },
};
