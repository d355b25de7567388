import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { DescribeAttachmentDocument } from '#schema';
import { apiFetch } from '#lib/graphql/api-fetch.server.ts';
import { ApiError, type RefusedForm } from '#lib/graphql/errors.ts';
import { text } from '#lib/graphql/form.server.ts';
import { fileParts, isUploadId } from './file-fields.ts';

/** What became of the files of a form. */
export interface Uploads {
  /** The uploads by their field: those of now, and those that an earlier try has left. */
  ids: Partial<Record<string, string>>;
  /** For the values of a refused form, so that it comes back with its files. */
  values: Record<string, string>;
  /** Problems by field; empty when every file was taken. */
  errors: RefusedForm['errors'];
}

/**
 * Uploads the files in the named fields of a form for the person who sent it; fields left empty are fine. A file that is
 * refused is a problem beside its field, and the others are kept. The form's `key` makes a second sending harmless.
 */
export async function uploadFrom(event: RequestEvent, data: FormData, fields: string[]): Promise<Uploads> {
  const uploads: Uploads = { ids: {}, values: {}, errors: {} };
  // One after the other: a phone's network is the slow part, and that lies behind us.
  for (const field of fields) {
    try {
      await takeField(event, data, field, uploads);
    } catch (refusal) {
      if (!(refusal instanceof ApiError)) throw refusal;
      uploads.errors[field] = { code: refusal.code, params: refusal.params };
    }
  }
  return uploads;
}

/** A refused form without uploads that are gone, so that they can be chosen anew. */
export function forgetUploads({ values }: RefusedForm, fields: string[]): void {
  for (const field of fields) delete values[fileParts(field).id];
}

async function takeField(event: RequestEvent, data: FormData, field: string, uploads: Uploads): Promise<void> {
  const parts = fileParts(field);
  const file = data.get(field);
  const before = data.has(parts.drop) ? '' : text(data, parts.id);
  const alt = text(data, parts.alt);
  uploads.values[parts.alt] = alt;
  const isChosen = file instanceof File && file.size > 0;
  if (!isChosen && !isUploadId(before)) return;
  const id = isChosen ? await upload(event, file, { field, key: text(data, 'key') }) : before;
  uploads.ids[field] = id;
  uploads.values[parts.id] = id;
  if (alt) await event.locals.graphql.mutate(DescribeAttachmentDocument, { key: crypto.randomUUID(), id, alt });
}

async function upload(
  event: RequestEvent,
  file: File,
  { field, key }: { field: string; key: string },
): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const answer = await apiFetch(event)('/files', {
    method: 'POST',
    headers: {
      cookie: event.request.headers.get('cookie') ?? '',
      'content-type': typeOf(file, field),
      'idempotency-key': keyOf(bytes, `${key} ${field}`),
    },
    body: bytes,
  });
  const told: unknown = await answer.json().catch(() => null);
  if (answer.ok && isObject(told) && typeof told['id'] === 'string') return told['id'];
  const { code, params } = isObject(told) ? told : {};
  throw new ApiError(typeof code === 'string' ? code : 'UNREACHABLE', field, numbersIn(params));
}

/** Some phones do not know the type of what they record, and a document may be called anything; what it really is shows when it is read. */
function typeOf({ type }: File, field: string): string {
  if (field.startsWith('document')) return 'application/pdf';
  if (/^(image|audio|video)\/[\w.+-]+/.test(type)) return type;
  return field.startsWith('voice') ? 'audio/unknown' : 'image/unknown';
}

/** The same form sent again with the same file means the same upload. */
function keyOf(bytes: Uint8Array, purpose: string): string {
  const hex = createHash('sha256').update(purpose).update(bytes).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const numbersIn = (params: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(isObject(params) ? params : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
