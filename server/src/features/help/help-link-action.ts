import { AppError } from '../../platform/errors.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import type { LinkAction } from '../../platform/link-action.ts';
import { HelpMatch } from './help-match.entity.ts';
import { cancelHelp } from './help-match.service.ts';
import { aboutRequest } from './help.notices.ts';

/** "I can't come", from the reminder before agreed help: the place is free again and the other side is told. */
export const cannotComeToHelp: LinkAction = {
  kind: 'HELP_CANNOT_COME',
  async describe(ctx, matchId) {
    const match = await find(ctx, matchId);
    if (match?.state !== 'ACCEPTED') return null;
    const request = match.request.$;
    return { ...(await aboutRequest(request)), name: request.requester.$.displayName };
  },
  async perform(ctx, _memberId, matchId) {
    const match = await find(ctx, matchId);
    if (match?.state !== 'ACCEPTED') throw new AppError('LINK_USED');
    await cancelHelp(ctx, matchId);
  },
};

const find = (ctx: RequestContext, matchId: string) =>
  ctx.em.findOne(HelpMatch, matchId, { populate: ['request.zone', 'request.requester'] });
