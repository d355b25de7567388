import type { RequestContext } from '../../platform/graphql/context.ts';

/** Counts that a statement gives for ids: its one parameter holds them with commas between, its columns are `id` and `count`. */
export async function countsById(
  ctx: RequestContext,
  statement: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await ctx.em.execute<{ id: string; count: number }[]>(statement, [ids.join(',')]);
  return new Map(rows.map(({ id, count }) => [id, count]));
}
