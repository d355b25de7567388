import { AppError } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';

const hour = 3600;
const perContact = { name: 'event-guest', max: 6, seconds: hour };
const perDate = { name: 'event-guest-date', max: 20, seconds: hour };
const perNetwork = { name: 'event-guest-network', max: 60, seconds: hour };
const messages = { name: 'event-guest-message', max: 24, seconds: hour };
const codes = { name: 'event-code', max: 6, seconds: 600 };
const allCodes = { name: 'event-code-all', max: 100, seconds: 600 };

/**
 * How often one network registers guests: 6 times an hour with one contact, 20 times for one date (a school class, a library),
 * 60 times in all. Counted by contact and network together, so that a stranger who knows an address uses up the own turns
 * and not its owner's. RATE_LIMITED.
 */
export async function assertPace(ctx: RequestContext, dateId: string, contactHash: string): Promise<void> {
  const { network } = ctx;
  const turns = [
    await ctx.accounts.takeTurn(perContact, `${network}:${contactHash}`),
    await ctx.accounts.takeTurn(perDate, `${network}:${dateId}`),
    await ctx.accounts.takeTurn(perNetwork, network),
  ];
  if (turns.includes(false)) throw new AppError('RATE_LIMITED', { seconds: hour });
}

/**
 * Whether one contact gets one more message: 24 an hour, from wherever they are asked for. Beyond that nothing is sent and
 * nothing is refused, and nothing replaced: the link and the code of the earlier message of the same date still serve.
 */
export const mayWriteTo = (ctx: RequestContext, contactHash: string): Promise<boolean> =>
  ctx.accounts.takeTurn(messages, contactHash);

/**
 * How often codes are guessed for one contact at one date: 6 in ten minutes from one network; 100 from everywhere, of a
 * million codes. RATE_LIMITED.
 */
export async function assertGuesses(ctx: RequestContext, dateId: string, contactHash: string): Promise<void> {
  const target = `${dateId}:${contactHash}`;
  const isFew =
    (await ctx.accounts.takeTurn(codes, `${ctx.network}:${target}`)) && (await ctx.accounts.takeTurn(allCodes, target));
  if (!isFew) throw new AppError('RATE_LIMITED', { seconds: codes.seconds });
}
