import { ApiError } from '#lib/graphql/errors.ts';

interface Refusal {
  code: string;
  field?: string;
}

/** Keeps a passkey on this device for the member who is signed in. Needs a browser; the library comes only now. */
export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await ask(`/passkey/generate-register-options?name=${encodeURIComponent(name)}`);
  const response = await startRegistration({ optionsJSON }).catch(notDone);
  await ask('/passkey/verify-registration', { response, name });
}

/** The code of what went wrong, for `errors.<code>`. */
export function codeOf(problem: unknown): string {
  return problem instanceof ApiError ? problem.code : 'UNREACHABLE';
}

async function ask(path: string, body?: unknown) {
  const answer = await fetch(`/api/auth${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (answer.ok) return answer.json();
  const { code, field }: Refusal = await answer.json().catch(() => ({ code: 'INTERNAL' }));
  throw new ApiError(code, field);
}

/** The person closed the window of the device, or it has no such key. */
function notDone(): never {
  throw new ApiError('PASSKEY_NOT_DONE');
}
