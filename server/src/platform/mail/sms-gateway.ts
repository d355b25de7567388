import type { Sms } from './outbox.ts';

const timeoutMs = 10_000;

/** Posts { to, text } to an HTTP gateway, with the token as a bearer token; throws unless it answers 2xx within 10 s. */
export function sendBySmsGateway(url: string, token: string | null) {
  return async (sms: Sms): Promise<void> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(sms),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The SMS gateway answered ${answer.status}.`);
  };
}
