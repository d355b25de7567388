import DataLoader from 'dataloader';
import type { RequestContext } from './context.ts';

const loaders = new WeakMap<RequestContext, Map<unknown, DataLoader<string, unknown>>>();

/**
 * Answers one id with all ids of the same tick in one call of `load`, which returns what belongs to each id.
 * `load` must be a module-level function: it names the loader within the request. Nothing is remembered beyond the tick.
 */
export function batched<Value>(
  ctx: RequestContext,
  load: (ctx: RequestContext, ids: readonly string[]) => Promise<Map<string, Value>>,
  id: string,
): Promise<Value | undefined> {
  const ofRequest = loaders.get(ctx) ?? new Map<unknown, DataLoader<string, unknown>>();
  loaders.set(ctx, ofRequest);
  const loader =
    ofRequest.get(load) ?? new DataLoader<string, unknown>((ids) => answer(ctx, load, ids), { cache: false });
  ofRequest.set(load, loader);
  return loader.load(id) as Promise<Value | undefined>;
}

async function answer<Value>(
  ctx: RequestContext,
  load: (ctx: RequestContext, ids: readonly string[]) => Promise<Map<string, Value>>,
  ids: readonly string[],
): Promise<(Value | undefined)[]> {
  const found = await load(ctx, [...new Set(ids)]);
  return ids.map((id) => found.get(id));
}
