import type { RefusedForm } from '#lib/graphql/errors.ts';

/** The fields of a form in which up to `max` photos can be chosen. */
export const photoFields = (name: string, max: number): string[] =>
  Array.from({ length: max }, (_, index) => `${name}-${index + 1}`);

/** What a form keeps beside a field for a file: the upload made of it before, the words about it, the wish to drop it. */
export const fileParts = (field: string) => ({
  id: `${field}-id`,
  alt: `${field}-alt`,
  drop: `${field}-drop`,
});

/** The upload that a refused form brings back in a field, or null. */
export function uploadedIn(form: RefusedForm | null, field: string): string | null {
  const id = form?.values[fileParts(field).id];
  return typeof id === 'string' && isUploadId(id) ? id : null;
}

export const isUploadId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
