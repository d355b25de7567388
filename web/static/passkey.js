// @ts-check
// Signs in with a passkey of this device, on a page without other scripts. The form says where to go afterwards; its
// hidden paragraphs hold what can go wrong, in the person's language.

const form = document.querySelector('form[data-passkey]');

if (form instanceof HTMLFormElement && 'credentials' in navigator) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void signIn(form);
  });
}

/** @param {HTMLFormElement} form */
async function signIn(form) {
  const button = form.querySelector('button');
  if (button?.getAttribute('aria-busy') === 'true') return;
  button?.setAttribute('aria-busy', 'true');
  const problem = await tryToSignIn();
  if (problem === null) return location.assign(form.dataset.next ?? '/');
  button?.removeAttribute('aria-busy');
  for (const line of form.querySelectorAll('[data-problem]')) {
    if (line instanceof HTMLElement) line.hidden = line.dataset.problem !== problem;
  }
}

/** What went wrong, or null. */
async function tryToSignIn() {
  const asked = await fetch('/api/auth/passkey/generate-authenticate-options').catch(() => null);
  if (!asked?.ok) return 'UNREACHABLE';
  const options = await asked.json();
  const publicKey = {
    ...options,
    challenge: bytesOf(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map((/** @type {{ id: string }} */ key) => ({
      ...key,
      id: bytesOf(key.id),
    })),
  };
  const key = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(key instanceof PublicKeyCredential)) return 'PASSKEY_NOT_DONE';
  const answer = await fetch('/api/auth/passkey/verify-authentication', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response: plain(key) }),
  }).catch(() => null);
  if (!answer) return 'UNREACHABLE';
  return answer.ok ? null : 'PASSKEY_NOT_DONE';
}

/** @param {PublicKeyCredential} key */
function plain(key) {
  const response = /** @type {AuthenticatorAssertionResponse} */ (key.response);
  return {
    id: key.id,
    rawId: textOf(key.rawId),
    type: key.type,
    clientExtensionResults: key.getClientExtensionResults(),
    response: {
      authenticatorData: textOf(response.authenticatorData),
      clientDataJSON: textOf(response.clientDataJSON),
      signature: textOf(response.signature),
      ...(response.userHandle ? { userHandle: textOf(response.userHandle) } : {}),
    },
  };
}

/** @param {string} text base64url */
function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
}

/** @param {ArrayBuffer} bytes */
function textOf(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
