/**
 * The part of ICU MessageFormat that our messages use: arguments, `plural`, `select`, `#` and quoting.
 * It stands in for the full parser, which alone would be a seventh of the script of a page; a test
 * holds it to the full parser's results for every message we have.
 */
const types = { literal: 0, argument: 1, number: 2, date: 3, time: 4, select: 5, plural: 6, pound: 7, tag: 8 };

export interface Branch {
  value: IcuElement[];
}

export interface IcuElement {
  type: number;
  value?: string;
  options?: Record<string, Branch>;
  offset?: number;
  pluralType?: 'cardinal';
}

/** Reads a message into the tree that intl-messageformat formats. Throws on a message that is not well formed. */
export function parse(message: string): IcuElement[] {
  const reader = new Reader(message);
  const elements = reader.elements(false);
  if (!reader.atEnd) throw new SyntaxError(`Unexpected } in: ${message}`);
  return elements;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Elements up to the end or the closing brace of a branch. */
  elements(inPlural: boolean): IcuElement[] {
    const found: IcuElement[] = [];
    let literal = '';
    const keepLiteral = () => {
      if (literal !== '') found.push({ type: types.literal, value: literal });
      literal = '';
    };
    while (!this.atEnd && this.#char !== '}') {
      if (this.#char === '{') {
        keepLiteral();
        found.push(this.#argument(inPlural));
      } else if (this.#char === '#' && inPlural) {
        keepLiteral();
        found.push({ type: types.pound });
        this.#at += 1;
      } else {
        literal += this.#char === "'" ? this.#quoted(inPlural) : this.#char;
        this.#at += 1;
      }
    }
    keepLiteral();
    return found;
  }

  get #char(): string {
    return this.#text[this.#at] ?? '';
  }

  /** '' is an apostrophe; one before a special sign starts a quoted passage; any other is itself. */
  #quoted(inPlural: boolean): string {
    const next = this.#text[this.#at + 1] ?? '';
    if (next === "'") {
      this.#at += 1;
      return "'";
    }
    if (!'{}<>'.includes(next) && !(next === '#' && inPlural)) return "'";
    if (next === '') return "'";
    const end = this.#text.indexOf("'", this.#at + 1);
    const close = end === -1 ? this.#text.length : end;
    const passage = this.#text.slice(this.#at + 1, close);
    this.#at = close;
    return passage;
  }

  #argument(inPlural: boolean): IcuElement {
    this.#take('{');
    const value = this.#word();
    if (this.#char === '}') {
      this.#at += 1;
      return { type: types.argument, value };
    }
    this.#take(',');
    const kind = this.#word();
    this.#take(',');
    if (kind !== 'plural' && kind !== 'select') throw new SyntaxError(`Unknown format: ${kind}`);
    const options = this.#branches(inPlural || kind === 'plural');
    this.#take('}');
    return kind === 'plural'
      ? { type: types.plural, value, options, offset: 0, pluralType: 'cardinal' }
      : { type: types.select, value, options };
  }

  #branches(inPlural: boolean): Record<string, Branch> {
    const branches: Record<string, Branch> = {};
    this.#blank();
    while (!this.atEnd && this.#char !== '}') {
      const name = this.#word();
      this.#take('{');
      branches[name] = { value: this.elements(inPlural) };
      this.#take('}');
      this.#blank();
    }
    if (!('other' in branches)) throw new SyntaxError(`No "other" in: ${this.#text}`);
    return branches;
  }

  #word(): string {
    this.#blank();
    const start = this.#at;
    while (!this.atEnd && !/[\s{},]/.test(this.#char)) this.#at += 1;
    const word = this.#text.slice(start, this.#at);
    if (word === '') throw new SyntaxError(`A word is missing in: ${this.#text}`);
    this.#blank();
    return word;
  }

  #take(sign: string): void {
    if (this.#char !== sign) throw new SyntaxError(`${sign} is missing in: ${this.#text}`);
    this.#at += 1;
  }

  #blank(): void {
    while (/\s/.test(this.#char)) this.#at += 1;
  }
}

const is = (type: number) => (element: { type: number }) => element.type === type;

// What intl-messageformat asks about the elements.
export const isLiteralElement = is(types.literal);
export const isArgumentElement = is(types.argument);
export const isNumberElement = is(types.number);
export const isDateElement = is(types.date);
export const isTimeElement = is(types.time);
export const isSelectElement = is(types.select);
export const isPluralElement = is(types.plural);
export const isPoundElement = is(types.pound);
export const isTagElement = is(types.tag);
export const isDateTimeSkeleton = is(-1);
export const isNumberSkeleton = is(-1);
