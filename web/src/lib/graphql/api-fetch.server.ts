import type { RequestEvent } from '@sveltejs/kit';

/** How this request reaches the API: in process where both run as one, otherwise over HTTP. */
export function apiFetch(event: RequestEvent): typeof fetch {
  const inProcess = event.platform?.req.viciniaFetch;
  if (inProcess) return (path, init) => inProcess(String(path), init);
  const origin = process.env['VICINIA_API'] ?? 'http://localhost:3000';
  return (path, init) => fetch(new URL(String(path), origin), init);
}
