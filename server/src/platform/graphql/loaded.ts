import { Reference, type Ref } from '@mikro-orm/core';

/** The object behind a to-one relation: loaded in one batch for a whole list, or at hand where a query brought it along. */
export function loaded<T extends object>(relation: Ref<T> | T): T | Promise<T> {
  if (!Reference.isReference<T>(relation)) return relation as T;
  return relation.loadOrFail() as Promise<unknown> as Promise<T>;
}
