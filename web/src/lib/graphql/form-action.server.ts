import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { ApiError, type RefusedForm } from './errors.ts';
import { isRefused, texts, write } from './form.server.ts';

interface FormActionOptions {
  /** Which form of the page this is, when there are several. */
  form?: string | ((data: FormData) => string);
  /** Fields that come back filled when the form is refused; never a secret. */
  keep?: string[];
  /** The field beside which a refusal stands that names none. */
  beside?: string;
}

/** An answer that the page shows instead of going on, such as a secret that is shown once. */
export interface Shown {
  shown: Record<string, unknown>;
}

/**
 * A form action. `run` gives the address to go on to, so that loading that page again sends nothing again, or what
 * the page is to show this once. A refusal gives the form back with nothing lost.
 */
export function formAction<Result extends string | Shown, Event extends RequestEvent = RequestEvent>(
  run: (event: Event, data: FormData) => Promise<Result>,
  { form = 'form', keep = [], beside }: FormActionOptions = {},
): (event: Event) => Promise<Exclude<Result, string> | ActionFailure<RefusedForm>> {
  return async (event) => {
    const data = await event.request.formData();
    const values = Object.fromEntries(keep.map((name) => [name, valueOf(data, name)]));
    const name = typeof form === 'string' ? form : form(data);
    const answer = await write<Result>(event, () => run(event, data), { form: name, values });
    if (isRefused(answer)) return beside ? moveBeside(answer, beside) : answer;
    if (typeof answer === 'string') redirect(303, answer);
    return answer as Exclude<Result, string>;
  };
}

/** A field as it was typed, blanks included: for passwords. */
export function typed(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** Stops a form action because a field that must be filled is empty. */
export function required(field: string): never {
  throw new ApiError('REQUIRED', field);
}

function valueOf(data: FormData, name: string): string | string[] {
  const all = texts(data, name).map((value) => value.trim());
  return all.length > 1 ? all : (all[0] ?? '');
}

function moveBeside(answer: ActionFailure<RefusedForm>, field: string): ActionFailure<RefusedForm> {
  const { form: problem, ...others } = answer.data.errors;
  if (problem) answer.data.errors = { ...others, [field]: problem };
  return answer;
}
