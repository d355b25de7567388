import { fail, isActionFailure, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { ApiError, formField, statusOf, type RefusedForm } from './errors.ts';
import { showRefusal } from './client.server.ts';
import { keepForm } from './kept-form.server.ts';

interface WriteOptions {
  form?: string;
  values?: Record<string, string | string[]>;
  /** Where to come back to after signing in, when it is not this page. */
  next?: string;
  /** The page takes back what was typed, when somebody has to sign in again first. */
  keptForSigningIn?: boolean;
}

/** Runs a mutation for a form action; a refusal leads to signing in or back to the form with nothing lost. */
export async function write<Result>(
  event: RequestEvent,
  mutation: () => Promise<Result>,
  { form = 'form', values = {}, next = hereOf(event.url), keptForSigningIn = false }: WriteOptions = {},
): Promise<Result | ActionFailure<RefusedForm>> {
  try {
    return await mutation();
  } catch (refusal) {
    if (!(refusal instanceof ApiError)) throw refusal;
    if (refusal.code === 'SIGN_IN_REQUIRED' || refusal.code === 'SECOND_FACTOR_REQUIRED') {
      if (keptForSigningIn) keepForm(event, { form, values });
      showRefusal(refusal, next);
    }
    return refuse(statusOf(refusal.code), form, values, problemsOf(refusal));
  }
}

/** All that is wrong, each beside its field; of several at one field, the first. */
const problemsOf = (refusal: ApiError): RefusedForm['errors'] =>
  Object.fromEntries(
    [refusal, ...refusal.others].toReversed().map((one) => [formField(one), { code: one.code, params: one.params }]),
  );

/** Tells whether a mutation of `write` was refused. */
export function isRefused<Result>(answer: Result | ActionFailure<RefusedForm>): answer is ActionFailure<RefusedForm> {
  return isActionFailure(answer);
}

/** A form that this layer itself refuses, before asking the API. */
export function refuse(
  status: number,
  form: string,
  values: RefusedForm['values'],
  errors: RefusedForm['errors'],
): ActionFailure<RefusedForm> {
  return fail(status, { form, values, errors });
}

/** The address of a page without the name of the form action that was called on it. */
export function hereOf(url: URL): string {
  const search = new URLSearchParams(url.search);
  for (const name of [...search.keys()]) if (name.startsWith('/')) search.delete(name);
  return url.pathname + (search.size > 0 ? `?${search}` : '');
}

/** A text field of a form, without surrounding blanks; empty when it is missing or a file. */
export function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** All values of a field that may come several times. */
export function texts(data: FormData, name: string): string[] {
  return data.getAll(name).filter((value): value is string => typeof value === 'string');
}
