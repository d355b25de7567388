import type { Person } from '../testkit/town.ts';

export interface Stream extends AsyncDisposable {
  /** The next event's data, or the first answer where the subscription was refused. */
  next(): Promise<unknown>;
}

/** Opens a subscription as server-sent events, and waits until the server listens. */
export async function openStream(
  address: string,
  person: Person,
  query: string,
  variables: Record<string, unknown>,
): Promise<Stream> {
  const abort = new AbortController();
  const response = await fetch(`${address}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...person.headers },
    body: JSON.stringify({ query, variables }),
    signal: abort.signal,
  });
  if (!response.body || !response.headers.get('content-type')?.includes('event-stream')) {
    const body: unknown = await response.json();
    return { next: () => Promise.resolve(body), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const events = readEvents(response.body);
  return {
    next: async () => (await events.next()).value ?? null,
    [Symbol.asyncDispose]: async () => {
      abort.abort();
      await events.return(undefined).catch(() => undefined);
    },
  };
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  let text = '';
  for await (const chunk of body.pipeThrough(
    new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>,
  )) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: ?(.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data) yield JSON.parse(data);
    }
  }
}
