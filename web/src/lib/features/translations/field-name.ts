/** A field of a translation form, named by what it belongs to. */
export const fieldName = (kind: string, id: string, name: string): string => [kind, id, name].join(':');
