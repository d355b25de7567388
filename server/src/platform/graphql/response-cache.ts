import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Live } from '../live/live.ts';

/** Stands among the features of an answer that changes without a write of any feature, and is never kept. */
const alwaysFresh = '(always fresh)';

interface Entry {
  body: string;
  features: readonly string[];
  until: number;
}

/** What was true when a query began; an answer is kept only if none of its features was written since. */
type Snapshot = ReadonlyMap<string, number>;

/** Under which key a visitor's answer is kept, if nothing was written meanwhile. */
export interface KeepAs {
  key: string;
  before: Snapshot;
}

/**
 * Answers to visitors' queries, kept in this process. Every write of a feature, in any process, ends the answers that show
 * that feature (see the tell_writes triggers); while the listening connection is down nothing is answered from here.
 */
export class ResponseCache {
  readonly #live: Live;
  readonly #entries = new Map<string, Entry>();
  readonly #writes = new Map<string, number>();
  readonly #maxEntries: number;
  readonly #ttl: number;

  constructor(live: Live, { maxEntries = 500, ttl = 30_000 } = {}) {
    this.#live = live;
    this.#maxEntries = maxEntries;
    this.#ttl = ttl;
    live.on('vicinia_writes', (feature) => this.forget(feature));
    live.onGap(() => {
      this.#entries.clear();
      for (const feature of this.#writes.keys()) this.#count(feature);
      this.#count('*');
    });
  }

  /** The key of an answer: query, variables, operation and language say it all for a visitor. */
  key(body: unknown, locale: string): string {
    return createHash('sha256').update(locale).update('\n').update(JSON.stringify(body)).digest('base64');
  }

  get(key: string): string | undefined {
    if (!this.#live.connected) return undefined;
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until < Date.now()) {
      this.#entries.delete(key);
      return undefined;
    }
    return entry.body;
  }

  snapshot(): Snapshot {
    return new Map(this.#writes);
  }

  put(key: string, body: string, features: readonly string[], before: Snapshot): void {
    if (!this.#live.connected || features.includes(alwaysFresh)) return;
    const unchanged = ['*', ...features].every(
      (feature) => (before.get(feature) ?? 0) === (this.#writes.get(feature) ?? 0),
    );
    if (!unchanged) return;
    if (this.#entries.size >= this.#maxEntries) this.#entries.delete(this.#entries.keys().next().value ?? '');
    this.#entries.set(key, { body, features, until: Date.now() + this.#ttl });
  }

  /** Ends every answer that shows the feature. */
  private forget(feature: string): void {
    this.#count(feature);
    for (const [key, entry] of this.#entries) {
      if (entry.features.includes(feature)) this.#entries.delete(key);
    }
  }

  #count(feature: string): void {
    this.#writes.set(feature, (this.#writes.get(feature) ?? 0) + 1);
  }
}

/** The features a document touches: those of its operations' actions, and of the object types it shows. */
export function featuresOf(schema: GraphQLSchema, document: DocumentNode): string[] {
  const features = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field() {
        const { action, fresh } = info.getFieldDef()?.extensions ?? {};
        if (fresh === true) features.add(alwaysFresh);
        if (typeof action === 'string') features.add(action.split('.')[0] ?? action);
        const type = getNamedType(info.getType());
        const feature = isCompositeType(type) ? type.extensions['feature'] : undefined;
        if (typeof feature === 'string') features.add(feature);
      },
    }),
  );
  return [...features];
}
