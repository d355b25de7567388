/** A refusal of the API: a code that `errors.<code>` explains, the field it is about, and values for the message. */
export class ApiError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly params: Record<string, string | number>;
  /** What else is wrong with the same input. */
  others: readonly ApiError[] = [];

  constructor(code: string, field?: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.field = field;
    this.params = params;
  }
}

/** What a form shows about a refusal; small enough to travel to the browser. */
export interface FieldError {
  code: string;
  params: Record<string, string | number>;
}

/** The message that explains a problem: of a number, between which it has to be, where that is known. */
export const messageOf = ({ code, params }: FieldError): string =>
  code === 'OUT_OF_RANGE' && 'min' in params && 'max' in params ? 'errors.between' : `errors.${code}`;

/** What a refused form gives back to its page: everything that was typed, and what is wrong where. */
export interface RefusedForm {
  /** Which form of the page this was, when there are several. */
  form: string;
  values: Record<string, string | string[]>;
  errors: Record<string, FieldError>;
}

/** The refused form among what the actions of a page may have returned. */
export function refusedIn(form: unknown): RefusedForm | null {
  return typeof form === 'object' && form !== null && 'errors' in form && form.errors ? (form as RefusedForm) : null;
}

/** The last part of the field's path, which is its name in the form: `input.details` is `details`. */
export function formField(error: ApiError): string {
  return error.field?.split('.').at(-1) ?? 'form';
}

/** The HTTP status that fits a refusal. */
export function statusOf(code: string): number {
  if (code === 'NOT_FOUND') return 404;
  if (code === 'NOT_ALLOWED') return 403;
  if (code === 'SIGN_IN_REQUIRED' || code === 'SECOND_FACTOR_REQUIRED') return 401;
  if (code === 'RATE_LIMITED') return 429;
  if (code === 'UNREACHABLE') return 503;
  if (code === 'INTERNAL') return 500;
  return 400;
}
