import type { EntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';

type Listener = (payload: string) => void;

/** Channels of PostgreSQL's LISTEN/NOTIFY that connect the processes. */
const channels = [
  'vicinia_writes',
  'vicinia_actors',
  'vicinia_sessions',
  'vicinia_live',
  'vicinia_notifications',
] as const;
export type Channel = (typeof channels)[number];

/**
 * One listening connection per process. While it is down nothing may be answered from memory: `connected` is false, and
 * `onGap` listeners forget what they hold.
 */
export class Live {
  connected = false;
  readonly #url: string;
  readonly #listeners = new Map<Channel, Set<Listener>>(channels.map((channel) => [channel, new Set()]));
  readonly #gapListeners = new Set<() => void>();
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(url: string) {
    this.#url = url;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, application_name: 'vicinia live' });
    client.on('notification', ({ channel, payload }) => {
      this.announce(channel as Channel, payload ?? '');
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.connect();
    await client.query(channels.map((channel) => `listen ${channel}`).join(';'));
    this.#client = client;
    this.connected = true;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }

  /** Calls back for each notification of a channel; returns how to stop. */
  on(channel: Channel, listener: Listener): () => void {
    const listeners = this.#listeners.get(channel);
    listeners?.add(listener);
    return () => listeners?.delete(listener);
  }

  /** Tells this process at once what the others hear with the notification: one's own writes are seen without waiting. */
  announce(channel: Channel, payload: string): void {
    for (const listener of this.#listeners.get(channel) ?? []) listener(payload);
  }

  /** Calls back whenever notifications may have been missed. */
  onGap(listener: () => void): void {
    this.#gapListeners.add(listener);
  }

  /** Tells every process, when the current transaction commits. A topic is "<kind>:<id>", the payload an id, never content. */
  async publish(em: EntityManager, topic: string, payload: string): Promise<void> {
    await em.execute(`select pg_notify('vicinia_live', ?)`, [JSON.stringify([topic, payload])]);
  }

  /**
   * Payloads published on a topic from this call on, until the signal ends it. One that waits already is told once; slow
   * consumers lose the oldest beyond 100.
   */
  subscribe(topic: string, signal: AbortSignal): AsyncGenerator<string, void> {
    const waiting: string[] = [];
    const waker = { wake: () => undefined as void };
    const off = this.on('vicinia_live', (raw) => {
      const [to, payload] = JSON.parse(raw) as [string, string];
      if (to !== topic || waiting.includes(payload)) return;
      waiting.push(payload);
      if (waiting.length > 100) waiting.shift();
      waker.wake();
    });
    signal.addEventListener('abort', () => {
      off();
      waker.wake();
    });
    return drain(waiting, waker, signal);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client || this.#stopped) return;
    this.#client = null;
    this.connected = false;
    this.#tellGap();
    this.#reconnect();
  }

  #reconnect(): void {
    this.#retry = setTimeout(() => {
      this.start().then(
        () => this.#tellGap(),
        () => this.#reconnect(),
      );
    }, 1000);
  }

  #tellGap(): void {
    for (const listener of this.#gapListeners) listener();
  }
}

async function* drain(
  waiting: string[],
  waker: { wake: () => void },
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  while (!signal.aborted) {
    const next = waiting.shift();
    if (next !== undefined) yield next;
    else await new Promise<void>((resolve) => (waker.wake = resolve));
  }
}
