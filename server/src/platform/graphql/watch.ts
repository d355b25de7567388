import { AppError } from '../errors.ts';
import type { RequestContext } from './context.ts';

/**
 * Events of a topic for one subscriber. `load` authorizes anew and reads what the payload names; the stream ends quietly
 * when the subscriber may no longer see it. Call it before the first check, so that nothing in between is missed.
 */
export async function* watch<Value>(
  ctx: RequestContext,
  payloads: AsyncGenerator<string, void>,
  load: (payload: string) => Promise<Value>,
): AsyncGenerator<Value, void> {
  for await (const payload of payloads) {
    ctx.em.clear();
    ctx.actor = await ctx.currentActor();
    try {
      yield await load(payload);
    } catch (error) {
      if (error instanceof AppError) return;
      throw error;
    }
  }
}
