/*
 * Keeps the page of the door and what it is made of, so that it opens again where there is no network. With a network the
 * page always comes fresh. What was kept is thrown away after a day, and when somebody signs out: it holds names.
 */
const store = 'vicinia-door';
const aDay = 86_400_000;
const isDoor = ({ pathname }) => /^\/events\/[0-9a-f-]{36}\/check-in$/.test(pathname);
const isPart = ({ pathname }) => pathname.startsWith('/_app/') || /\.(js|svg|woff2)$/.test(pathname);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isDoor(url) || isPart(url)) event.respondWith(fresh(event.request));
  if (event.request.mode === 'navigate') event.waitUntil(forgetOld());
});

/** From the network, and kept; from what was kept where there is none. */
async function fresh(request) {
  const kept = await caches.open(store);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) {
      const copy = await marked(answer.clone());
      // Asked for by the page and by the browser itself it is the same.
      await kept.delete(request, { ignoreVary: true });
      await kept.put(request, copy);
    } else if (isDoor(new URL(request.url))) await kept.delete(request, { ignoreVary: true });
    return answer;
  } catch (error) {
    const found = await kept.match(request, { ignoreVary: true });
    if (found && !isOld(found)) return found;
    throw error;
  }
}

/** Whatever page of events is opened, with a network or without: nothing is kept longer than a day. */
async function forgetOld() {
  const kept = await caches.open(store);
  for (const request of await kept.keys()) {
    const found = await kept.match(request, { ignoreVary: true });
    if (found && isOld(found)) await kept.delete(request, { ignoreVary: true });
  }
}

const isOld = ({ headers }) => Date.now() - Number(headers.get('x-kept-at')) >= aDay;

async function marked(answer) {
  const headers = new Headers(answer.headers);
  headers.set('x-kept-at', String(Date.now()));
  return new Response(await answer.blob(), { status: answer.status, headers });
}
