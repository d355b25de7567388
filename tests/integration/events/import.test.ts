import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchCalendar } from '../../../server/src/features/events/importing/fetch-calendar.ts';
import { isPublicAddress } from '../../../server/src/features/events/importing/public-address.ts';
import { editEvent, hourIn } from '../../testkit/events.ts';
import { register } from '../../testkit/registrations.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

/** An association brings the events it keeps in another calendar. */
let town: Town;
let association: string;
let giulia: Person;

beforeAll(async () => {
  town = await createTown();
  association = await town.organisation('Casa di quartiere');
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

interface Shown {
  fileId: string;
  new: number;
  changed: number;
  same: number;
  skipped: number;
  moreEvents: number;
  moreSkipped: number;
  moreMended: number;
  remarks: { title: string | null; reason: string }[];
}
const shown =
  'fileId new: count(change: NEW) changed: count(change: CHANGED) same: count(change: SAME) skipped moreEvents moreSkipped moreMended remarks { title reason }';

const wall = (days: number, time: string) =>
  `${new Date(town.now.getTime() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')}T${time.replace(':', '')}00`;
const vevent = (lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-TIMEZONE:Europe/Rome', ...events, 'END:VCALENDAR', ''].join('\r\n');
const weekly = (uid: string, more: string[] = [], title = 'Coro') =>
  vevent([
    `UID:${uid}`,
    `SUMMARY:${title}`,
    'LOCATION:Teatro\\, Via Roma 3',
    `DTSTART;TZID=Europe/Rome:${wall(7, '18:00')}`,
    `DTEND;TZID=Europe/Rome:${wall(7, '20:00')}`,
    ...more,
  ]);

async function read(person: Person, file: string, organisationId = association) {
  const answer = await person.query<{ readCalendarFile: Shown }>(
    `mutation ($key: UUID!, $organisationId: UUID!, $content: String) { readCalendarFile(key: $key, organisationId: $organisationId, name: "coro.ics", content: $content) { ${shown} } }`,
    { key: newKey(), organisationId, content: Buffer.from(file).toString('base64') },
  );
  return { codes: answer.codes, shown: answer.data?.readCalendarFile };
}
const take = (person: Person, fileId: string, publish = false, key = newKey(), zoneId = town.zones[0]?.id) =>
  person.query<{ importCalendar: Shown }>(
    `mutation ($key: UUID!, $fileId: UUID!, $zoneId: UUID, $publish: Boolean!) { importCalendar(key: $key, fileId: $fileId, zoneId: $zoneId, publish: $publish) { ${shown} } }`,
    { key, fileId, zoneId: zoneId || null, publish },
  );
async function importFile(file: string, publish = false): Promise<Shown> {
  const preview = await read(giulia, file);
  expect(preview.codes).toEqual([]);
  const answer = await take(giulia, preview.shown.fileId, publish);
  expect(answer.codes).toEqual([]);
  return answer.data.importCalendar;
}
async function datesOf(uid: string) {
  const { rows } = await town.pool.query<{
    id: string;
    title: string;
    description: string;
    state: string;
    version: number;
    starts_at: Date;
    cancelled: boolean;
    venue: string;
  }>(
    `select d.id, e.title, e.description, e.state, e.version, e.venue, d.starts_at, d.cancelled_at is not null as cancelled
       from event e join event_date d on d.event_id = e.id where e.source_uid = $1 order by d.starts_at`,
    [uid],
  );
  return rows;
}
const starts = async (uid: string) => (await datesOf(uid)).map(({ starts_at }) => starts_at.toISOString());

describe('a file with nothing in it', () => {
  test('that is empty is said to be, at the field that brought it', async () => {
    const send = (given: { content?: string; url?: string }) =>
      giulia.query(
        'mutation ($key: UUID!, $organisationId: UUID!, $content: String, $url: String) { readCalendarFile(key: $key, organisationId: $organisationId, content: $content, url: $url) { fileId } }',
        { key: newKey(), organisationId: association, ...given },
      );
    const refusal = async (given: { content?: string; url?: string }) => (await send(given)).errors[0]?.extensions;
    expect(await refusal({ content: '' })).toMatchObject({ code: 'FILE_EMPTY', field: 'content' });
    expect(await refusal({})).toMatchObject({ code: 'REQUIRED', field: 'url' });
  });

  test('but empty calendars gives that as the reason', async () => {
    const { shown: empty } = await read(giulia, calendar() + calendar());
    expect(empty).toMatchObject({ new: 0, skipped: 1, remarks: [{ title: null, reason: 'EMPTY' }] });
  });
});

describe('a file with more than the answer lists', () => {
  test('says how many more there are of each kind', async () => {
    const many = (count: number, lines: (index: number) => string[]) =>
      Array.from({ length: count }, (_, index) => vevent(lines(index)));
    const file = calendar(
      ...many(203, (index) => [`UID:passati-${index}`, 'SUMMARY:Passato', `DTSTART:${wall(-9, '10:00')}Z`]),
      ...many(202, (index) => [`UID:sconosciuti-${index}`, 'SUMMARY:Coro', `DTSTART;TZID=Luna:${wall(9, '10:00')}`]),
    );
    const { shown: preview } = await read(giulia, file);
    expect(preview).toMatchObject({ new: 202, skipped: 203, moreEvents: 2, moreSkipped: 3, moreMended: 2 });
    expect(preview.remarks.map(({ reason }) => reason).toSorted()).toEqual(
      [...Array.from({ length: 200 }, () => 'OVER'), ...Array.from({ length: 200 }, () => 'ZONE_UNKNOWN')].toSorted(),
    );
  });
});

describe('a calendar that comes in', () => {
  test('is looked at first, and then its dates are here as the other program shows them', async () => {
    const file = calendar(
      weekly('coro-1', [`RRULE:FREQ=WEEKLY;COUNT=4`, `EXDATE;TZID=Europe/Rome:${wall(14, '18:00')}`]),
      vevent([
        'UID:coro-1',
        'SUMMARY:Coro',
        `RECURRENCE-ID;TZID=Europe/Rome:${wall(21, '18:00')}`,
        `DTSTART;TZID=Europe/Rome:${wall(22, '19:00')}`,
        `DTEND;TZID=Europe/Rome:${wall(22, '21:00')}`,
      ]),
      vevent(['UID:passato', 'SUMMARY:Passato', `DTSTART:${wall(-9, '10:00')}Z`]),
    );
    const preview = await read(giulia, file);
    expect(preview.shown).toMatchObject({ new: 1, changed: 0, same: 0, skipped: 1 });
    expect(preview.shown.remarks).toEqual([{ title: 'Passato', reason: 'OVER' }]);
    expect(await datesOf('coro-1')).toEqual([]);
    await take(giulia, preview.shown.fileId);
    expect(await starts('coro-1')).toEqual([
      hourIn(town, 7, '18:00'),
      hourIn(town, 22, '19:00'),
      hourIn(town, 28, '18:00'),
    ]);
    expect((await datesOf('coro-1'))[0]).toMatchObject({ title: 'Coro', venue: 'Teatro', state: 'DRAFT' });
  });

  test('that goes on for longer here leaves out what it left out there', async () => {
    await importFile(
      calendar(weekly('piu-lungo', ['RRULE:FREQ=WEEKLY;COUNT=4', `EXDATE;TZID=Europe/Rome:${wall(14, '18:00')}`])),
      true,
    );
    const [first] = await datesOf('piu-lungo');
    const longer = await editEvent(town, giulia, first?.id ?? '', {
      version: first?.version ?? 0,
      scope: 'ALL',
      times: {
        startsAt: hourIn(town, 7, '18:00'),
        endsAt: hourIn(town, 7, '20:00'),
        rule: 'FREQ=WEEKLY;COUNT=6',
      },
    });
    expect(longer.codes).toEqual([]);
    expect(await starts('piu-lungo')).toEqual([7, 21, 28, 35, 42].map((days) => hourIn(town, days, '18:00')));
  });

  test('that began weeks ago ends when the other program shows its last date, also where it goes on once more here', async () => {
    const begun = (rule: string) =>
      vevent([
        'UID:cominciato',
        'SUMMARY:Coro',
        `DTSTART;TZID=Europe/Rome:${wall(-35, '18:00')}`,
        `DTEND;TZID=Europe/Rome:${wall(-35, '20:00')}`,
        `RRULE:${rule}`,
      ]);
    await importFile(calendar(begun('FREQ=WEEKLY;COUNT=10')), true);
    const rule = async () =>
      (await town.pool.query<{ rule: string }>("select rule from event where source_uid = 'cominciato'")).rows[0]
        ?.rule ?? '';
    const until = (days: number) => `UNTIL=${hourIn(town, days, '18:00').slice(0, 10).replaceAll('-', '')}`;
    const weeks = (last: number) => [0, 7, 14, 21, 28, 35].filter((day) => day <= last);
    const shown = (await starts('cominciato')).at(-1);
    expect(shown).toBe(hourIn(town, 28, '18:00'));
    expect(await rule()).toContain(until(28));
    const [first] = await datesOf('cominciato');
    const { codes } = await editEvent(town, giulia, first?.id ?? '', {
      version: first?.version ?? 0,
      scope: 'ALL',
      times: {
        startsAt: first?.starts_at.toISOString(),
        endsAt: new Date((first?.starts_at.getTime() ?? 0) + 7_200_000).toISOString(),
        rule: `FREQ=WEEKLY;${until(35)}`,
      },
    });
    expect(codes).toEqual([]);
    expect(await starts('cominciato')).toEqual(
      weeks(35)
        .map((days) => hourIn(town, days, '18:00'))
        .filter((date) => date >= (first?.starts_at.toISOString() ?? '')),
    );
    await importFile(calendar(begun('FREQ=WEEKLY;COUNT=9;WKST=MO')), true);
    expect((await starts('cominciato')).at(-1)).toBe(hourIn(town, 21, '18:00'));
    expect(await rule()).toContain(until(21));
  });

  describe('with a date besides, one left out and one moved alone', () => {
    const besides = (uid: string, rule: string, days: { out: number; besides: number; moved: number }) =>
      calendar(
        weekly(uid, [
          `RRULE:${rule}`,
          `EXDATE;TZID=Europe/Rome:${wall(days.out, '18:00')}`,
          `RDATE;TZID=Europe/Rome:${wall(days.besides, '18:00')}`,
        ]),
        vevent([
          `UID:${uid}`,
          'SUMMARY:Coro',
          `RECURRENCE-ID;TZID=Europe/Rome:${wall(days.moved, '18:00')}`,
          `DTSTART;TZID=Europe/Rome:${wall(days.moved + 1, '09:00')}`,
          `DTEND;TZID=Europe/Rome:${wall(days.moved + 1, '10:00')}`,
        ]),
      );
    const edit = async (uid: string, index: number, scope: string, times: Record<string, unknown>) => {
      const date = (await datesOf(uid))[index];
      const { codes } = await editEvent(town, giulia, date?.id ?? '', { version: date?.version ?? 0, scope, times });
      expect(codes).toEqual([]);
    };
    const at = (day: number, time = '18:00') => ({
      startsAt: hourIn(town, day, time),
      endsAt: hourIn(town, day, `${Number(time.slice(0, 2)) + 2}${time.slice(2)}`),
    });
    const days = { out: 14, besides: 23, moved: 28 };

    test('keeps them where it goes on for longer here, at their own hours also when those of all are others', async () => {
      await importFile(besides('accanto', 'FREQ=WEEKLY;COUNT=5', days), true);
      const dates = [hourIn(town, 7, '18:00'), ...[21, 23].map((day) => hourIn(town, day, '18:00'))];
      await edit('accanto', 0, 'ALL', { ...at(7), rule: 'FREQ=WEEKLY;COUNT=6' });
      const longer = [...dates, hourIn(town, 29, '09:00'), ...[35, 42].map((day) => hourIn(town, day, '18:00'))];
      expect(await starts('accanto')).toEqual(longer);
      await edit('accanto', 0, 'ALL', { ...at(8), rule: 'FREQ=WEEKLY;COUNT=6' });
      expect(await starts('accanto')).toEqual([
        ...[8, 22, 24].map((day) => hourIn(town, day, '18:00')),
        hourIn(town, 30, '09:00'),
        ...[36, 43].map((day) => hourIn(town, day, '18:00')),
      ]);
      await edit('accanto', 0, 'ALL', { ...at(8, '19:00'), rule: 'FREQ=WEEKLY;COUNT=7' });
      const later = (day: number) => hourIn(town, day, day === 30 ? '09:00' : '19:00');
      expect(await starts('accanto')).toEqual([8, 22, 24, 30, 36, 43, 50].map(later));
      await edit('accanto', 0, 'ALL', { ...at(8, '20:00'), rule: 'FREQ=WEEKLY;COUNT=7' });
      const last = (day: number) => hourIn(town, day, day === 30 ? '09:00' : '20:00');
      expect(await starts('accanto')).toEqual([8, 22, 24, 30, 36, 43, 50].map(last));
    });

    test('is not given other times from the one that was moved alone', async () => {
      await importFile(besides('spostata', 'FREQ=WEEKLY;COUNT=5', days), true);
      const [before, { id, version } = { id: '', version: 0 }] = [
        await starts('spostata'),
        (await datesOf('spostata'))[3],
      ];
      for (const scope of ['ALL', 'FOLLOWING']) {
        const times = { ...at(29, '09:30'), rule: 'FREQ=WEEKLY;COUNT=5' };
        const { errors } = await editEvent(town, giulia, id, { version, scope, times });
        expect(errors).toMatchObject([{ extensions: { code: 'DATE_ON_ITS_OWN', field: 'scope' } }]);
      }
      expect(await starts('spostata')).toEqual(before);
    });

    test('keeps them also on two days of a week, until another day, for this date and the following ones', async () => {
      const day = (after: number) => wall(after, '00:00').slice(0, 8);
      const weekday = (after: number) =>
        ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(town.now.getTime() + after * 86_400_000).getUTCDay()];
      const rule = (until: number) => `FREQ=WEEKLY;BYDAY=${weekday(7)},${weekday(9)};UNTIL=${day(until)}T230000Z`;
      await importFile(besides('due-giorni', rule(35), { out: 21, besides: 26, moved: 28 }), true);
      const source = await datesOf('due-giorni');
      expect(await starts('due-giorni')).toEqual(
        [[7], [9], [14], [16], [23], [26], [29, '09:00'], [30], [35]].map(([after, time = '18:00']) =>
          hourIn(town, after as number, time as string),
        ),
      );
      await edit('due-giorni', 2, 'FOLLOWING', { ...at(14), rule: rule(42) });
      const { rows } = await town.pool.query<{ starts_at: Date }>(
        'select starts_at from event_date where event_id in (select id from event where series_id = (select e.series_id from event e join event_date d on d.event_id = e.id where d.id = $1)) order by starts_at',
        [source[0]?.id],
      );
      expect(rows.map(({ starts_at }) => starts_at.toISOString())).toEqual(
        [[7], [9], [14], [16], [23], [26], [29, '09:00'], [30], [35], [37], [42]].map(([after, time = '18:00']) =>
          hourIn(town, after as number, time as string),
        ),
      );
    });
  });

  describe('with a date that has words of its own', () => {
    const own = (uid: string, more: string[], days = 14) =>
      vevent([
        `UID:${uid}`,
        `RECURRENCE-ID;TZID=Europe/Rome:${wall(days, '18:00')}`,
        `DTSTART;TZID=Europe/Rome:${wall(days, '18:00')}`,
        `DTEND;TZID=Europe/Rome:${wall(days, '20:00')}`,
        ...more,
      ]);
    const concert = ['SUMMARY:Concerto', 'LOCATION:Chiesa\\, Piazza 1', 'DESCRIPTION:Cantiamo per tutti'];
    /** Everything in the series of an event, in the order of its dates. */
    async function seriesOf(uid: string) {
      const { rows } = await town.pool.query<{
        id: string;
        title: string;
        venue: string | null;
        version: number;
        cancelled: boolean;
        starts_at: Date;
      }>(
        `select d.id, e.title, e.venue, e.version, d.cancelled_at is not null as cancelled, d.starts_at
           from event e join event_date d on d.event_id = e.id
          where e.series_id = (select series_id from event where source_uid = $1) order by d.starts_at`,
        [uid],
      );
      return rows;
    }
    const words = async (uid: string) => (await seriesOf(uid)).map(({ title, venue }) => `${title}, ${venue}`);

    test('has them here, in the same series, and is known again', async () => {
      const file = calendar(weekly('propria', ['RRULE:FREQ=WEEKLY;COUNT=3']), own('propria', concert));
      expect(await importFile(file, true)).toMatchObject({ new: 2, skipped: 0, remarks: [] });
      expect(await words('propria')).toEqual(['Coro, Teatro', 'Concerto, Chiesa', 'Coro, Teatro']);
      expect(await importFile(file)).toMatchObject({ new: 0, changed: 0, same: 2 });
      const moved = own('propria', [...concert.slice(1), 'SUMMARY:Gran concerto', 'SEQUENCE:2']);
      expect(await importFile(calendar(weekly('propria', ['RRULE:FREQ=WEEKLY;COUNT=3']), moved))).toMatchObject({
        new: 0,
        changed: 1,
        same: 1,
      });
      expect(await words('propria')).toEqual(['Coro, Teatro', 'Gran concerto, Chiesa', 'Coro, Teatro']);
    });

    test('goes with all the others again where the source says nothing of it any more', async () => {
      const series = weekly('di-nuovo', ['RRULE:FREQ=WEEKLY;COUNT=3']);
      await importFile(calendar(series, own('di-nuovo', concert)), true);
      expect(await importFile(calendar(series))).toMatchObject({ new: 0, changed: 1 });
      expect(await words('di-nuovo')).toEqual(['Coro, Teatro', 'Coro, Teatro', 'Coro, Teatro']);
      const without = weekly('di-nuovo', ['RRULE:FREQ=WEEKLY;COUNT=3', `EXDATE;TZID=Europe/Rome:${wall(14, '18:00')}`]);
      await importFile(calendar(without));
      expect((await seriesOf('di-nuovo')).map(({ cancelled }) => cancelled)).toEqual([false, true, false]);
    });

    test('takes those who registered for it with it, and they are told', async () => {
      const series = weekly('iscritti', ['RRULE:FREQ=WEEKLY;COUNT=3']);
      await importFile(calendar(series), true);
      const before = await seriesOf('iscritti');
      const edited = await editEvent(town, giulia, before[0]?.id ?? '', {
        version: before[0]?.version ?? 0,
        scope: 'ALL',
        input: { title: 'Coro', description: 'Coro', venue: 'Teatro', address: 'Via Roma 3' },
        times: { startsAt: hourIn(town, 7, '18:00'), endsAt: hourIn(town, 7, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' },
        registration: { mode: 'DATE', places: 5 },
      });
      expect(edited.codes).toEqual([]);
      const amina = await town.member();
      expect((await register(amina, before[1]?.id ?? '')).codes).toEqual([]);
      expect(await importFile(calendar(series, own('iscritti', concert)))).toMatchObject({ new: 1, changed: 1 });
      expect(await words('iscritti')).toEqual(['Coro, Teatro', 'Concerto, Chiesa', 'Coro, Teatro']);
      expect((await seriesOf('iscritti')).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      const { rows } = await town.pool.query(
        `select kind, params ->> 'reason' as reason from notification where member_id = $1 order by id desc limit 1`,
        [amina.id],
      );
      expect(rows).toEqual([{ kind: 'EVENT_CHANGED', reason: 'CHANGED_WHERE,CHANGED_TITLE' }]);
    });

    test('has them also where the series has a very long name', async () => {
      const uid = 'n'.repeat(1000);
      const file = calendar(weekly(uid, ['RRULE:FREQ=WEEKLY;COUNT=3']), own(uid, concert));
      expect(await importFile(file, true)).toMatchObject({ new: 2 });
      expect(await words(uid)).toEqual(['Coro, Teatro', 'Concerto, Chiesa', 'Coro, Teatro']);
      expect(await importFile(file)).toMatchObject({ new: 0, changed: 0, same: 2 });
    });

    test('is nothing new the second time either where every date has words of its own', async () => {
      const file = calendar(
        weekly('tutte-proprie', ['RRULE:FREQ=WEEKLY;COUNT=2']),
        own('tutte-proprie', ['SUMMARY:Prima'], 7),
        own('tutte-proprie', ['SUMMARY:Seconda'], 14),
      );
      expect(await importFile(file, true)).toMatchObject({ new: 2, skipped: 0, remarks: [] });
      expect(await importFile(file)).toMatchObject({ new: 0, changed: 0, same: 2, skipped: 0, remarks: [] });
    });

    test('that the organisers made one of their own here stays theirs', async () => {
      const series = weekly('loro', ['RRULE:FREQ=WEEKLY;COUNT=3']);
      await importFile(calendar(series), true);
      const [, second] = await seriesOf('loro');
      const { codes } = await editEvent(town, giulia, second?.id ?? '', {
        version: second?.version ?? 0,
        scope: 'ONE',
        input: { title: 'Prova aperta', venue: 'Teatro' },
        times: { startsAt: hourIn(town, 14, '18:00'), endsAt: hourIn(town, 14, '20:00') },
      });
      expect(codes).toEqual([]);
      expect(await importFile(calendar(series, own('loro', concert)))).toMatchObject({ new: 0 });
      expect(await words('loro')).toEqual(['Coro, Teatro', 'Prova aperta, Teatro', 'Coro, Teatro']);
    });
  });

  test('moves all dates from one on where the other program does, also one that has a title of its own', async () => {
    const from = (title: string) =>
      vevent([
        'UID:da-qui',
        `SUMMARY:${title}`,
        `RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Rome:${wall(14, '18:00')}`,
        `DTSTART;TZID=Europe/Rome:${wall(14, '20:00')}`,
        `DTEND;TZID=Europe/Rome:${wall(14, '21:00')}`,
      ]);
    const series = weekly('da-qui', ['RRULE:FREQ=WEEKLY;COUNT=4']);
    expect(await importFile(calendar(series, from('Coro')), true)).toMatchObject({ new: 1, remarks: [] });
    const times = [hourIn(town, 7, '18:00'), ...[14, 21, 28].map((day) => hourIn(town, day, '20:00'))];
    expect(await starts('da-qui')).toEqual(times);
    expect(await importFile(calendar(series, from('Concerto')))).toMatchObject({
      new: 1,
      remarks: [{ title: 'Coro', reason: 'RANGE_IN_PART' }],
    });
    expect(await starts('da-qui')).toEqual(times.toSpliced(1, 1));
  });

  describe('with a date of whole days among those with hours, or the other way round', () => {
    const day = (days: number) => wall(days, '00:00').slice(0, 8);
    const whole = (days: number) => [`DTSTART;VALUE=DATE:${day(days)}`, `DTEND;VALUE=DATE:${day(days + 1)}`];
    const hours = (days: number) => [
      `DTSTART;TZID=Europe/Rome:${wall(days, '10:00')}`,
      `DTEND;TZID=Europe/Rome:${wall(days, '12:00')}`,
    ];
    const one = (uid: string, lines: string[]) => vevent([`UID:${uid}`, 'SUMMARY:Mercato', ...lines]);
    const timesOf = async (title: string, uid: string) => {
      const { rows } = await town.pool.query<{ all_day: boolean; starts_at: Date; ends_at: Date; cancelled: boolean }>(
        `select e.all_day, d.starts_at, d.ends_at, d.cancelled_at is not null as cancelled
           from event e join event_date d on d.event_id = e.id
          where e.series_id = (select series_id from event where source_uid = $2) and e.title = $1 order by d.starts_at`,
        [title, uid],
      );
      return rows.map((row) => [row.all_day, row.starts_at.toISOString(), row.ends_at.toISOString(), row.cancelled]);
    };
    const wholeDay = (days: number) => [true, hourIn(town, days, '00:00'), hourIn(town, days + 1, '00:00'), false];
    const tenToTwelve = (days: number) => [false, hourIn(town, days, '10:00'), hourIn(town, days, '12:00'), false];

    test('keeps its hours', async () => {
      const id = `RECURRENCE-ID;VALUE=DATE:${day(14)}`;
      const series = one('giorni', [...whole(7), 'RRULE:FREQ=WEEKLY;COUNT=3']);
      const file = calendar(series, one('giorni', [id, ...hours(14)]));
      expect(await importFile(file, true)).toMatchObject({ new: 2, skipped: 0, remarks: [] });
      expect(await timesOf('Mercato', 'giorni')).toEqual([wholeDay(7), tenToTwelve(14), wholeDay(21)]);
      expect(await importFile(file)).toMatchObject({ new: 0, changed: 0, same: 2 });
    });

    test('is a whole day, also where it comes to be one later', async () => {
      const id = `RECURRENCE-ID;TZID=Europe/Rome:${wall(14, '10:00')}`;
      const series = one('ore', [...hours(7), 'RRULE:FREQ=WEEKLY;COUNT=3']);
      await importFile(calendar(series), true);
      expect(await importFile(calendar(series, one('ore', [id, ...whole(14)])))).toMatchObject({ new: 1, changed: 1 });
      expect(await timesOf('Mercato', 'ore')).toEqual([tenToTwelve(7), wholeDay(14), tenToTwelve(21)]);
    });

    test('that is called off is so at its hours', async () => {
      const id = `RECURRENCE-ID;TZID=Europe/Rome:${wall(14, '10:00')}`;
      const series = one('disdetta', [...hours(7), 'RRULE:FREQ=WEEKLY;COUNT=3']);
      await importFile(calendar(series, one('disdetta', [id, ...whole(14), 'STATUS:CANCELLED'])), true);
      expect(await timesOf('Mercato', 'disdetta')).toEqual([
        tenToTwelve(7),
        [...tenToTwelve(14).slice(0, 3), true],
        tenToTwelve(21),
      ]);
    });
  });

  test('what is private there stays there, even where all else is shown to everybody at once', async () => {
    const done = await importFile(
      calendar(weekly('private-1', ['CLASS:PRIVATE'], 'Visita medica'), weekly('public-1', ['CLASS:PUBLIC'])),
      true,
    );
    expect(done).toMatchObject({ new: 1, skipped: 1, remarks: [{ title: null, reason: 'PRIVATE' }] });
    expect(await datesOf('private-1')).toEqual([]);
    expect(await datesOf('public-1')).toMatchObject([{ state: 'PUBLISHED' }]);
    // One that is made private there later is not taken off behind the organisers' backs: they are told that it is here.
    const later = await importFile(calendar(weekly('public-1', ['CLASS:PRIVATE'], 'Visita medica')), true);
    expect(later).toMatchObject({ skipped: 1, remarks: [{ reason: 'PRIVATE_HERE' }] });
    expect(later.remarks[0]?.title).not.toBe('Visita medica');
    expect(await datesOf('public-1')).toMatchObject([{ state: 'PUBLISHED' }]);
  });

  test('comes in once, however often it is imported, and a rule without end has an end here', async () => {
    const file = calendar(weekly('senza-fine', ['RRULE:FREQ=DAILY']));
    expect(await importFile(file, true)).toMatchObject({ new: 1 });
    expect(await starts('senza-fine')).toHaveLength(400);
    expect(await importFile(file)).toMatchObject({ new: 0, changed: 0, same: 1 });
    expect(await starts('senza-fine')).toHaveLength(400);
    expect((await datesOf('senza-fine'))[0]?.state).toBe('PUBLISHED');
  });

  test('two people at once bring it in once', async () => {
    const carlo = await town.member({ in: { organisationId: association, role: 'STAFF' } });
    const file = calendar(weekly('insieme', ['RRULE:FREQ=WEEKLY;COUNT=3']), weekly('insieme-2'));
    const files = await Promise.all([read(giulia, file), read(carlo, file)]);
    const answers = await Promise.all([
      take(giulia, files[0]?.shown.fileId ?? ''),
      take(carlo, files[1]?.shown.fileId ?? ''),
    ]);
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    expect(answers.map(({ data }) => data.importCalendar.new).toSorted()).toEqual([0, 2]);
    expect([await starts('insieme'), await starts('insieme-2')].map(({ length }) => length)).toEqual([3, 1]);
  });

  test('sent again with the same key, it says what it did the first time', async () => {
    const { shown: preview } = await read(giulia, calendar(weekly('una-volta')));
    const key = newKey();
    const [first, again] = [
      await take(giulia, preview.fileId, false, key),
      await take(giulia, preview.fileId, false, key),
    ];
    expect([first.data.importCalendar.new, again.data.importCalendar.new]).toEqual([1, 1]);
    expect(await starts('una-volta')).toHaveLength(1);
  });
});

describe('a later version', () => {
  test('needs no zone where nothing of it is new', async () => {
    const without = async (file: string) => {
      const { shown: preview } = await read(giulia, file);
      return take(giulia, preview.fileId, false, newKey(), '');
    };
    const refused = await without(calendar(weekly('senza-zona')));
    expect(refused.errors).toMatchObject([{ extensions: { code: 'REQUIRED', field: 'zoneId' } }]);
    await importFile(calendar(weekly('senza-zona')));
    const changed = await without(calendar(weekly('senza-zona', [], 'Coro grande')));
    expect([changed.codes, changed.data.importCalendar.changed]).toEqual([[], 1]);
  });

  test('changes what the source changed, and leaves what the organisers did here', async () => {
    await importFile(calendar(weekly('cambia', ['RRULE:FREQ=WEEKLY;COUNT=3', 'DESCRIPTION:Prima'])), true);
    const [first] = await datesOf('cambia');
    const edited = await editEvent(town, giulia, first?.id ?? '', {
      version: first?.version ?? 0,
      input: { title: 'Coro di tutti', description: 'Prima' },
      times: {
        startsAt: first?.starts_at.toISOString(),
        endsAt: hourIn(town, 7, '20:00'),
        rule: 'FREQ=WEEKLY;COUNT=3',
      },
    });
    expect(edited.codes).toEqual([]);
    const later = [
      'SEQUENCE:1',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'DESCRIPTION:Dopo',
      `EXDATE;TZID=Europe/Rome:${wall(14, '18:00')}`,
    ];
    expect(await importFile(calendar(weekly('cambia', later)))).toMatchObject({ new: 0, changed: 1 });
    const dates = await datesOf('cambia');
    expect(dates.map(({ starts_at }) => starts_at.toISOString())).toEqual(
      [7, 21, 28].map((days) => hourIn(town, days, '18:00')),
    );
    expect(dates[0]).toMatchObject({ id: first?.id, title: 'Coro di tutti', description: 'Dopo' });
    expect(dates[0]?.version).toBeGreaterThan(first?.version ?? Infinity);
  });

  test('of a series for which one registers once gives its new date the same places', async () => {
    await importFile(calendar(weekly('uniti', ['RRULE:FREQ=WEEKLY;COUNT=3'])), true);
    const [first] = await datesOf('uniti');
    const edited = await editEvent(town, giulia, first?.id ?? '', {
      version: first?.version ?? 0,
      scope: 'ALL',
      input: { title: 'Coro', description: 'Coro', venue: 'Teatro', address: 'Via Roma 3' },
      times: { startsAt: hourIn(town, 7, '18:00'), endsAt: hourIn(town, 7, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' },
      registration: { mode: 'SERIES', places: 5 },
    });
    expect(edited.codes).toEqual([]);
    const amina = await town.member();
    expect((await register(amina, first?.id ?? '')).codes).toEqual([]);
    expect(await importFile(calendar(weekly('uniti', ['RRULE:FREQ=WEEKLY;COUNT=4'])))).toMatchObject({ changed: 1 });
    const { rows } = await town.pool.query(
      `select count(*)::int as dates, count(distinct d.seats_id)::int as rooms, max(s.taken)::int as taken
         from event e join event_date d on d.event_id = e.id join event_seats s on s.id = d.seats_id where e.source_uid = 'uniti'`,
    );
    expect(rows).toEqual([{ dates: 4, rooms: 1, taken: 1 }]);
  });

  test('that calls a date off calls it off here, and an older file changes nothing', async () => {
    await importFile(calendar(weekly('disdetto', ['SEQUENCE:3'])), true);
    expect(await importFile(calendar(weekly('disdetto', ['SEQUENCE:2'], 'Vecchio')))).toMatchObject({ changed: 0 });
    const [date] = await datesOf('disdetto');
    const registration = { mode: 'DATE', places: 5 };
    const times = { startsAt: date?.starts_at.toISOString(), endsAt: hourIn(town, 7, '20:00') };
    await editEvent(town, giulia, date?.id ?? '', {
      version: date?.version ?? 0,
      input: { title: 'Coro' },
      times,
      registration,
    });
    const amina = await town.member();
    expect((await register(amina, date?.id ?? '')).codes).toEqual([]);
    await importFile(calendar(weekly('disdetto', ['SEQUENCE:4', 'STATUS:CANCELLED'])));
    expect(await datesOf('disdetto')).toMatchObject([{ title: 'Coro', cancelled: true }]);
    const { rows } = await town.pool.query(
      `select kind, params ->> 'reason' as reason from notification where member_id = $1 order by id desc limit 1`,
      [amina.id],
    );
    expect(rows).toEqual([{ kind: 'EVENT_CANCELLED', reason: 'NOT_IN_CALENDAR' }]);
  });
});

describe('who may', () => {
  test('the staff of the organisation, each the own file, for an hour', async () => {
    const file = calendar(weekly('chi'));
    const outsider = await town.member();
    const volunteer = await town.member({ in: { organisationId: association, role: 'VOLUNTEER' } });
    const carlo = await town.member({ in: { organisationId: association, role: 'STAFF' } });
    expect((await read(town.visitor, file)).codes).toEqual(['SIGN_IN_REQUIRED']);
    expect((await read(outsider, file)).codes).toEqual(['NOT_ALLOWED']);
    expect((await read(volunteer, file)).codes).toEqual(['NOT_ALLOWED']);
    const { fileId } = (await read(giulia, file)).shown;
    expect((await take(carlo, fileId)).codes).toEqual(['NOT_FOUND']);
    await town.pool.query(`update calendar_file set read_at = read_at - interval '61 minutes' where id = $1`, [fileId]);
    expect((await take(giulia, fileId)).codes).toEqual(['FILE_GONE']);
    expect(await datesOf('chi')).toEqual([]);
  });

  test('what is no calendar is said, and nothing comes in', async () => {
    const { shown: preview } = await read(giulia, 'Questo non è un calendario');
    expect(preview).toMatchObject({ new: 0, skipped: 1, remarks: [{ reason: 'NOT_A_CALENDAR' }] });
  });
});

describe('an address that somebody types', () => {
  let server: Server;
  let port: number;
  const pages: Record<string, (respond: import('node:http').ServerResponse) => void> = {
    '/calendar.ics': (respond) => respond.end('BEGIN:VCALENDAR'),
    '/moved': (respond) => respond.writeHead(302, { location: '/calendar.ics' }).end(),
    '/to-metadata': (respond) => respond.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    '/to-file': (respond) => respond.writeHead(301, { location: 'file:///etc/passwd' }).end(),
    '/round': (respond) => respond.writeHead(302, { location: '/round' }).end(),
    '/large': (respond) => respond.end(Buffer.alloc(6 * 1024 * 1024)),
    '/broken': (respond) => respond.writeHead(500).end(),
  };
  beforeAll(async () => {
    server = createServer((asked, respond) => (pages[asked.url ?? ''] ?? pages['/broken'])?.(respond));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const loopback = { address: (ip: string): boolean => ip === '127.0.0.1', port: () => true };
  const codeOf = (error: unknown) => (error as { code?: string }).code;
  const fetched = (url: string, reach?: typeof loopback) =>
    fetchCalendar(url, reach).then((bytes) => bytes.toString().slice(0, 20), codeOf);

  test.each([
    'http://127.0.0.1/a.ics',
    'http://localhost/a.ics',
    'http://[::1]/a.ics',
    'http://[::ffff:10.0.0.1]/a.ics',
    'http://0x7f.1/a.ics',
    'http://2130706433/a.ics',
    'http://10.1.2.3/a.ics',
    'http://192.168.1.1/a.ics',
    'http://169.254.169.254/latest/meta-data',
    'http://[fd00::1]/a.ics',
    'https://8.8.8.8:22/a.ics',
    'https://somebody:secret@8.8.8.8/a.ics',
    'ftp://8.8.8.8/a.ics',
    'file:///etc/passwd',
    'not an address',
  ])('%s is refused before anything is asked', async (url) => {
    expect(await fetched(url)).toBe('ADDRESS_NOT_ALLOWED');
  });

  test('every redirect is looked at anew, and there are few of them', async () => {
    const at = (path: string) => fetched(`http://127.0.0.1:${port}${path}`, loopback);
    expect(await at('/calendar.ics')).toBe('BEGIN:VCALENDAR');
    expect(await at('/moved')).toBe('BEGIN:VCALENDAR');
    expect(await at('/to-metadata')).toBe('ADDRESS_NOT_ALLOWED');
    expect(await at('/to-file')).toBe('ADDRESS_NOT_ALLOWED');
    expect(await at('/round')).toBe('CALENDAR_NOT_REACHED');
    expect(await at('/broken')).toBe('CALENDAR_NOT_REACHED');
    expect(await at('/large')).toBe('FILE_TOO_LARGE');
  });

  test('a name that leads inside is refused when it is looked up', async () => {
    expect(await fetched(`http://localhost:${port}/calendar.ics`, { ...loopback, address: () => false })).toBe(
      'ADDRESS_NOT_ALLOWED',
    );
  });

  test('only the public internet is public', () => {
    for (const ip of ['8.8.8.8', '2a00:1450:4002::1']) expect(isPublicAddress(ip), ip).toBe(true);
    for (const ip of ['100.64.0.1', '255.255.255.255', '::', '64:ff9b::a00:1', '2002:a00:1::', 'fe80::1', 'here'])
      expect(isPublicAddress(ip), ip).toBe(false);
  });
});
