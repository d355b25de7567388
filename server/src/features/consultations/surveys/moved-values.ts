/**
 * Where the choices that a condition names stand after the choices were typed anew: the same words, wherever they went; else the
 * same place, where only words were mended. Null where a choice is gone. Pure.
 */
export function movedValues(
  values: readonly number[],
  before: readonly string[],
  after: readonly string[],
): number[] | null {
  const moved = values.map((value) => {
    const found = after.indexOf(before[value] ?? '');
    if (found >= 0) return found;
    const mended = after[value];
    return before.length === after.length && mended !== undefined && !before.includes(mended) ? value : null;
  });
  return moved.includes(null) ? null : moved.filter((value) => value !== null).sort((a, b) => a - b);
}
