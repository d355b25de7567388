import { describe, expect, test } from 'vitest';
import type { NoticeParams } from '../../platform/link-action.ts';
import { locales } from '../../platform/locales.ts';
import { type LinkKind, linkKinds, notificationKinds, openPageKinds } from './notification.words.ts';
import { linkText, mailOf, maxSms, type Message, noticeText, smsOf } from './texts.ts';

const params = {
  name: 'Maria Immacolata Concetta Esposito Cacciapuoti',
  category: 'LANGUAGE_PRACTICE',
  at: '2026-11-24T08:30:00.000Z',
  zone: 'Varcaturo',
  zoneNames: { ar: 'فاركاتورو' },
  rule: 'CHILDREN',
};
const message = (given: Partial<Message> = {}): Message => ({
  kind: 'HELP_REMINDER',
  params,
  url: 'https://vicinia.example.org/help/01a20882-76ac-7180-a6a5-b5ff0b00c60f',
  shortUrl: 'https://vicinia.example.org/notices',
  link: null,
  ...given,
});
const token = 'https://vicinia.example.org/go/AAAAAAAAAAAAAAAAAAAAAAAA';

describe.each(locales)('in %s', (locale) => {
  test('every notice says what happened, with nothing left to fill in', () => {
    for (const kind of notificationKinds) {
      for (const given of [params, {}]) {
        const { title, text } = noticeText(locale, { kind, params: given });
        expect(title.length).toBeGreaterThan(3);
        expect(`${title} ${text}`).not.toMatch(/[{}]| {2}|undefined|\s$/);
      }
    }
  });

  test('codes and instants are words of the language, in the time of the town', () => {
    const { text } = noticeText(locale, { kind: 'HELP_OFFERED', params });
    expect(text).toContain('09:30');
    expect(text).toContain('24');
    expect(text).not.toMatch(/LANGUAGE_PRACTICE|2026-/);
    for (const reason of ['HIDE', 'WARN', 'SUSPEND']) {
      const decided = noticeText(locale, { kind: 'MODERATION_DECIDED', params: { rule: 'CHILDREN', reason } }).text;
      expect(decided).not.toMatch(/CHILDREN|HIDE|WARN|SUSPEND/);
    }
  });

  test('a question in a sentence ends it', () => {
    const asked: Message = message({ kind: 'DECISION_PUBLISHED', params: { title: 'Come usiamo la sala?' } });
    const { text } = noticeText(locale, asked);
    for (const said of [text, smsOf(locale, asked)]) expect(said).toMatch(/sala\?(?!\.)/);
  });

  test('a day stays a day: without an hour, with its part, or as the last one of several', () => {
    const said = (time: NoticeParams) =>
      noticeText(locale, { kind: 'HELP_OFFERED', params: { name: 'Rosa', category: 'SHOPPING', ...time } }).text;
    const day = said({ day: '2026-11-24' });
    const inTheMorning = said({ day: '2026-11-24', part: 'MORNING' });
    const inTheEvening = said({ day: '2026-11-24', part: 'EVENING' });
    const by = said({ day: '2026-11-24', by: true });
    expect(new Set([day, inTheMorning, inTheEvening, by]).size).toBe(4);
    for (const text of [day, inTheMorning, inTheEvening, by]) {
      expect(text).toContain('24');
      expect(text).not.toMatch(/[{}]|\d:\d|MORNING|EVENING|2026/);
    }
  });

  test('several days are said from the first to the last one', () => {
    const { text } = noticeText(locale, {
      kind: 'EVENT_REGISTERED',
      params: { title: 'Gita', day: '2026-12-19', lastDay: '2026-12-21' },
    });
    expect(text).toMatch(/19.* – .*21/);
    expect(text).not.toMatch(/[{}]|\d:\d|2026/);
  });

  test('a changed event says what the time and the place were and are; days stay days', () => {
    const changed = (more: NoticeParams) =>
      noticeText(locale, {
        kind: 'EVENT_CHANGED',
        params: { title: 'Coro', at: '2026-11-25T08:30:00Z', reason: 'CHANGED_WHEN,CHANGED_WHERE', ...more },
      }).text;
    const hours = changed({
      times: {
        before: ['2026-11-24T17:00:00Z', '2026-11-24T19:00:00Z'],
        now: ['2026-11-25T08:30:00Z', '2026-11-26T10:15:00Z'],
      },
      places: { before: { name: 'Teatro' }, now: { zone: 'Varcaturo', zoneNames: { ar: 'فاركاتورو' } } },
    });
    for (const said of [
      '18:00',
      '20:00',
      '09:30',
      '11:15',
      '24',
      '26',
      'Teatro',
      locale === 'ar' ? 'فاركاتورو' : 'Varcaturo',
    ])
      expect(hours).toContain(said);
    expect(hours).not.toMatch(/[{}]| {2}|undefined/);
    const days = changed({ times: { before: ['2026-11-24', '2026-11-24'], now: ['2026-11-27', '2026-11-28'] } });
    for (const said of ['24', '27', '28']) expect(days).toContain(said);
    expect(changed({})).not.toMatch(/[{}]|24/);
  });

  test('a changed event says what it cost and costs, and which accessibility and languages are no longer there', () => {
    const changed = (reason: string, more: NoticeParams = {}) =>
      noticeText(locale, { kind: 'EVENT_CHANGED', params: { title: 'Coro', reason, ...more } }).text;
    const toPaid = changed('CHANGED_COST', { costs: { before: 'FREE', now: 'PAID' } });
    const toFree = changed('CHANGED_COST', { costs: { before: 'PAID', now: 'FREE' } });
    expect(new Set([toPaid, toFree, changed('CHANGED_COST')]).size).toBe(3);
    expect(toPaid).not.toMatch(/FREE|PAID|[{}]/);
    expect(changed('CHANGED_COST')).not.toMatch(/[{}]/);
    const languages = changed('CHANGED_NO_LANGUAGE', { languages: ['en', 'wo'] });
    for (const tag of ['en', 'wo'])
      expect(languages).toContain(new Intl.DisplayNames(locale.slice(0, 2), { type: 'language' }).of(tag));
    const facts = ['NO_STEP_FREE', 'NO_ACCESSIBLE_TOILET', 'NO_HEARING_LOOP', 'NO_QUIET_ROOM', 'CONTACT'];
    expect(new Set([changed(''), ...facts.map((change) => changed(`CHANGED_${change}`))]).size).toBe(6);
  });

  test('what somebody wrote does not get in as a code', () => {
    const written = {
      reason: 'Telefona a +39 333',
      category: 'constructor',
      rule: '__proto__',
      day: '2026-11-24',
      part: 'toString',
    };
    for (const kind of notificationKinds) {
      const { title, text } = noticeText(locale, { kind, params: written });
      expect(`${title}${text}`).not.toMatch(/333|function|object/);
    }
  });

  test('an SMS ends with a whole address and fits into one message wherever the words allow it', () => {
    for (const kind of notificationKinds) {
      const text = smsOf(locale, message({ kind }));
      expect(text).toMatch(/\. https:\/\/vicinia\.example\.org\/(help\/01a20882-76ac-7180-a6a5-b5ff0b00c60f|notices)$/);
      expect(text.length).toBeLessThanOrEqual(maxSms);
    }
    const confirm = smsOf(locale, message({ kind: 'EVENT_CONFIRM', params: { title: 'Festa', code: '012345' } }));
    expect(confirm).toMatch(/012345.*\. https:/);
    expect(confirm.length).toBeLessThanOrEqual(maxSms);
    const withLink = smsOf(locale, message({ link: { kind: 'HELP_CANNOT_COME', url: token } }));
    expect(withLink).toMatch(new RegExp(`${token}$`));
    expect(withLink.length).toBeLessThanOrEqual(maxSms);
  });

  test('an SMS about a registration keeps the address of its page, and cuts the title or leaves it out', () => {
    const url = `https://vicinia.example.org/r/${'A'.repeat(43)}`;
    const middle = 'Laboratorio di cucina delle feste';
    const links = { EVENT_PLACE_FREE: 'EVENT_TAKE_OR_LEAVE', EVENT_CONFIRM: null, EVENT_CANCELLED: null } as const;
    for (const [kind, link] of [
      ...Object.entries(links),
      ...(['EVENT_TAKEN_OFF', 'EVENT_HOW_WAS_IT'] as const).map((one) => [one, null] as const),
      ...(['EVENT_REGISTERED', 'EVENT_WAITING', 'EVENT_REMINDER'] as const).map(
        (one) => [one, 'EVENT_CANNOT_COME'] as const,
      ),
    ] as [Message['kind'], LinkKind | null][])
      for (const title of [middle, `${middle} per grandi e piccoli di tutto il quartiere`.repeat(2)]) {
        const given = { title, at: params.at, ...(kind === 'EVENT_CONFIRM' ? { code: '012345' } : {}) };
        const about = { kind, params: given, url, shortUrl: null, link: link && { kind: link, url } };
        const text = smsOf(locale, message(about));
        expect(text).toMatch(new RegExp(`[.?!؟] ?.* ${url}$`));
        expect(text).not.toContain('/notices');
        expect(text.length, text).toBeLessThanOrEqual(maxSms);
        if (kind === 'EVENT_CONFIRM') expect(text).toContain('012345');
      }
  });

  test('a mail greets, leads to the page, and to the link where there is one', () => {
    const { subject, text } = mailOf(locale, 'Amina', message({ link: { kind: 'SHIFT_CANNOT_COME', url: token } }));
    expect(subject).not.toMatch(/[{}\n]/);
    for (const part of ['Amina', '\nhttps://vicinia.example.org/help/', `\n${token}\n`]) expect(text).toContain(part);
  });

  test('only a link that works once says so: the page of a registration serves at the door too', () => {
    const mail = (kind: LinkKind) => mailOf(locale, 'Amina', message({ link: { kind, url: token } })).text;
    const said = (kind: LinkKind) => mail(kind).split(`${token}\n`).at(-1);
    const once = linkKinds.filter((kind) => !openPageKinds.includes(kind));
    expect(new Set(once.map(said)).size).toBe(1);
    for (const kind of openPageKinds) expect(said(kind)).not.toBe(said('SHIFT_CANNOT_COME'));
  });

  test('every link asks, and says what it did', () => {
    for (const kind of linkKinds) {
      for (const words of Object.values(linkText(locale, kind, params))) {
        expect(words).not.toMatch(/[{}]/);
        expect(words.length).toBeGreaterThan(3);
      }
    }
  });
});

test('in Italian the time of help reads as one would say it', () => {
  const said = (time: NoticeParams) =>
    noticeText('it', { kind: 'HELP_AGREED', params: { name: 'Rosa', category: 'SHOPPING', ...time } }).text;
  expect(said({ day: '2026-11-24' })).toContain('Rosa ti aiuta: Spesa, martedì 24 novembre. ');
  expect(said({ day: '2026-11-24', part: 'MORNING' })).toContain('Spesa, martedì 24 novembre, di mattina. ');
  expect(said({ day: '2026-11-29', by: true })).toContain('Spesa, entro domenica 29 novembre. ');
});

test('an Italian SMS uses only signs that do not make it cost twice', () => {
  const gsm = /^[A-Za-z0-9 \n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/;
  for (const locale of ['it', 'it-x-facile', 'en'] as const)
    for (const kind of notificationKinds) expect(smsOf(locale, message({ kind }))).toMatch(gsm);
});
