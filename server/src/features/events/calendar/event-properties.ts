import type { Component } from './components.ts';
import { limits } from './limits.ts';
import { type Property, propertyName, readProperty, visible } from './property.ts';

const wanted = new Set(
  (
    'UID SUMMARY DESCRIPTION LOCATION URL CATEGORIES DTSTART DTEND DURATION RRULE EXRULE EXDATE RDATE RECURRENCE-ID ' +
    'STATUS CLASS SEQUENCE LAST-MODIFIED DTSTAMP'
  ).split(' '),
);

/** The properties of an event that matter here, by name; what cannot be read is passed over. */
export class EventProperties {
  /** A text was longer than it may be. */
  shortened = false;
  private readonly byName = new Map<string, Property[]>();

  constructor(component: Component) {
    for (const { text } of component.lines) {
      if (!wanted.has(propertyName(text))) continue;
      const property = readProperty(text);
      if (!property) continue;
      const same = this.byName.get(property.name);
      if (same) same.push(property);
      else this.byName.set(property.name, [property]);
    }
  }

  all(name: string): Property[] {
    return this.byName.get(name) ?? [];
  }

  first(name: string): Property | undefined {
    return this.all(name)[0];
  }

  value(name: string): string {
    return this.first(name)?.values[0]?.trim() ?? '';
  }

  /** A text without what no screen shows: control characters, and space around it. */
  text(name: string, most: number = limits.textLength): string {
    const text = visible((this.first(name)?.values[0] ?? '').replaceAll(/\r\n?/g, '\n')).trim();
    if (text.length <= most) return text;
    this.shortened = true;
    return text
      .slice(0, most)
      .toWellFormed()
      .replace(/\uFFFD$/, '')
      .trim();
  }

  /** An address of the web; no other kind may become a link. */
  url(): string | null {
    const value = this.value('URL');
    return /^https?:\/\//i.test(value) && value.length <= limits.urlLength && URL.canParse(value) ? value : null;
  }

  categories(): string[] {
    const names = this.all('CATEGORIES').flatMap(({ values }) => values.map((value) => value.trim()));
    return [...new Set(names)].filter((name) => name !== '' && name.length <= 200).slice(0, limits.categories);
  }

  number(name: string): number {
    const value = this.value(name);
    return /^\d{1,9}$/.test(value) ? Number(value) : 0;
  }
}
