import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { RefusedForm } from '#lib/graphql/errors.ts';
import { isRefused, refuse, text, write } from '#lib/graphql/form.server.ts';
import { forgetUploads, uploadFrom } from './upload.server.ts';

interface Sent {
  /** Which form of the page this is. */
  form?: string;
  data: FormData;
  /** Fields that come back filled when the form is refused. */
  keep: string[];
  /** The fields for photos. */
  fields: string[];
}

/** Uploads the photos of a form, runs its mutation with them, and goes on to the address that `run` gives. */
export async function sendWithPhotos(
  event: RequestEvent,
  { form = 'form', data, keep, fields }: Sent,
  run: (photoIds: string[]) => Promise<string>,
): Promise<ActionFailure<RefusedForm>> {
  const files = await uploadFrom(event, data, fields);
  const values = { ...Object.fromEntries(keep.map((name) => [name, valueOf(data, name)])), ...files.values };
  if (Object.keys(files.errors).length > 0) return refuse(400, form, values, files.errors);
  const photoIds = Object.values(files.ids).filter((id) => id !== undefined);
  const answer = await write<string>(event, () => run(photoIds), { form, values });
  if (!isRefused(answer)) redirect(303, answer);
  if (answer.data.errors['photoIds']) forgetUploads(answer.data, fields);
  return answer;
}

function valueOf(data: FormData, name: string): string | string[] {
  const all = data.getAll(name).filter((value) => typeof value === 'string');
  return all.length > 1 ? all : text(data, name);
}
