/**
 * Calendars that were written out whole, by their mark: many programs ask for the same ones again without saying what they
 * have. A mark says what state a calendar shows, so nothing here is ever out of date; the ones not asked for go first.
 */
export class WrittenCalendars {
  readonly #texts = new Map<string, string>();
  readonly #room: number;

  /** `room`: how many characters are kept in all. */
  constructor(room = 8_000_000) {
    this.#room = room;
  }

  get(mark: string): string | undefined {
    const text = this.#texts.get(mark);
    if (text === undefined) return undefined;
    this.#texts.delete(mark);
    this.#texts.set(mark, text);
    return text;
  }

  /** Passes the pieces on as they come, and keeps the whole once the last one has come. */
  async *keep(mark: string, pieces: AsyncIterable<string>): AsyncGenerator<string> {
    const all: string[] = [];
    for await (const piece of pieces) {
      all.push(piece);
      yield piece;
    }
    this.#put(mark, all.join(''));
  }

  #put(mark: string, text: string): void {
    if (text.length > this.#room / 2) return;
    this.#texts.set(mark, text);
    let used = [...this.#texts.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [oldest, { length }] of this.#texts) {
      if (used <= this.#room) return;
      this.#texts.delete(oldest);
      used -= length;
    }
  }
}
