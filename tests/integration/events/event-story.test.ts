import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeDate, draftEvent, editEvent, hourIn, publishEvent } from '../../testkit/events.ts';
import { type ApiError, createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
let amina: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation('Vicini di Casacelle');
  giulia = await town.member({ name: 'Giulia', in: { organisationId: association, role: 'COORDINATOR' } });
  amina = await town.member({ name: 'Amina', locale: 'ar', speaks: ['ar'] });
});
afterAll(() => town.close());

interface Shown {
  id: string;
  state: string;
  startsAt: string;
  endsAt: string;
  changedAt: string | null;
  placesLeft: number | null;
  event: {
    id: string;
    version: number;
    rule: string | null;
    title: { words: string; language: string; state: string };
  };
}
const shown = `id state startsAt endsAt changedAt placesLeft event { id version rule title { words language state } description { words } venue coOrganisers { name } }`;

const dateOf = async (person: Person, id: string) =>
  (
    await person.query<{ eventDate: Shown & { otherDates: Shown[] } }>(
      `query ($id: UUID!) { eventDate(id: $id) { ${shown} otherDates { ${shown} } } }`,
      { id },
    )
  ).data.eventDate;

const listed = async (person: Person, filter: Record<string, unknown> = {}) =>
  (
    await person.query<{ events: { nodes: Shown[]; totalCount: number } }>(
      `query ($filter: EventFilter) { events(first: 50, filter: $filter) { totalCount nodes { ${shown} } } }`,
      { filter },
    )
  ).data.events;

const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id);

describe('from a draft to what people find', () => {
  test('a draft is only for its organisers; published, everybody finds it', async () => {
    const id = await draftEvent(town, giulia, association);
    expect((await dateOf(giulia, id)).state).toBe('DRAFT');
    expect((await amina.query('query ($id: UUID!) { eventDate(id: $id) { id } }', { id })).codes).toEqual([
      'NOT_FOUND',
    ]);
    expect(ids((await listed(town.visitor)).nodes)).not.toContain(id);
    expect((await changeDate(giulia, 'publishEvent', id)).codes).toEqual([]);
    expect(ids((await listed(town.visitor)).nodes)).toContain(id);
    expect((await dateOf(town.visitor, id)).state).toBe('COMING');
  });

  test('a neighbour can neither begin, change, publish nor call off an event of an association', async () => {
    const id = await publishEvent(town, giulia, association);
    const refused = [
      (await editEvent(town, amina, id, { version: 2 })).codes,
      (await changeDate(amina, 'cancelEvent', id)).codes,
      (await changeDate(amina, 'publishEvent', id)).codes,
    ];
    expect(refused).toEqual([['NOT_ALLOWED'], ['NOT_ALLOWED'], ['NOT_ALLOWED']]);
    await expect(draftEvent(town, amina, association)).rejects.toThrow('NOT_ALLOWED');
  });

  test('wrong input says which field', async () => {
    const attempts: [Record<string, unknown>, string, string][] = [
      [{ times: { endsAt: hourIn(town, 3, '17:00') } }, 'END_BEFORE_START', 'times.endsAt'],
      [{ times: { startsAt: hourIn(town, -3, '17:00') } }, 'DATE_IN_PAST', 'times.startsAt'],
      [{ times: { rule: 'FREQ=DAILY' } }, 'RECURRENCE_WITHOUT_END', 'times.rule'],
      [{ times: { rule: 'FREQ=DAILY;COUNT=3;UNTIL=20270101' } }, 'RECURRENCE_TWO_ENDS', 'times.rule'],
      [{ times: { rule: 'FREQ=SECONDLY;COUNT=1000000' } }, 'RECURRENCE_TOO_MANY', 'times.rule'],
      [{ times: { rule: 'FREQ=NEVER;COUNT=3' } }, 'RECURRENCE_NOT_UNDERSTOOD', 'times.rule'],
      [{ times: { rule: 'FREQ=WEEKLY;UNTIL=20200101' } }, 'END_BEFORE_START', 'times.rule'],
      [{ times: { rule: 'FREQ=WEEKLY;UNTIL=99991231' } }, 'DATE_TOO_FAR', 'times.rule'],
      [{ times: { rule: 'FREQ=WEEKLY;COUNT=-3' } }, 'RECURRENCE_NOT_UNDERSTOOD', 'times.rule'],
      [{ times: { timeZone: 'Europe/Giugliano' } }, 'INVALID_INPUT', 'times.timeZone'],
      [{ input: { zoneId: newKey() } }, 'INVALID_INPUT', 'input.zoneId'],
      [{ input: { title: '   ' } }, 'REQUIRED', 'input.title'],
      [{ input: { onlineUrl: 'javascript:alert(1)' } }, 'INVALID_INPUT', 'input.onlineUrl'],
      [{ input: { onlineUrl: 'https://giulia:parola@meet.example.org/x' } }, 'INVALID_INPUT', 'input.onlineUrl'],
      [{ input: { cost: 'PAID' } }, 'REQUIRED', 'input.costWords'],
      [{ input: { description: 'x'.repeat(100_000) } }, 'TOO_LONG', 'input.description'],
    ];
    for (const [words, code, field] of attempts) {
      const error: unknown = await draftEvent(town, giulia, association, words).catch((reason: unknown) => reason);
      expect(String(error), code).toContain(`"code":"${code}"`);
      expect(String(error), code).toContain(`"field":"${field}"`);
    }
  });
});

test('what is wrong with several fields is said at once, for a new event and for a change', async () => {
  const problems = (errors: readonly ApiError[]) =>
    errors
      .flatMap(({ extensions: { others = [], ...first } }) => [first, ...others])
      .map(({ code, field }) => `${code} ${field}`);
  const wrong = {
    input: { title: ' ', description: ' ', cost: 'PAID' },
    times: { startsAt: hourIn(town, 3, '18:00'), endsAt: hourIn(town, 3, '17:00') },
  };
  const words = ['REQUIRED input.title', 'REQUIRED input.description', 'REQUIRED input.costWords'];
  const id = await publishEvent(town, giulia, association);
  const change = await editEvent(town, giulia, id, { version: 2, ...wrong });
  expect(problems(change.errors)).toEqual([...words, 'END_BEFORE_START times.endsAt']);
  const made: unknown = await draftEvent(town, giulia, association, wrong).catch((reason: unknown) => reason);
  for (const word of [...words, 'END_BEFORE_START times.endsAt']) expect(String(made)).toContain(word.split(' ')[1]);
  const long = { input: { title: 'x'.repeat(200), venue: 'x'.repeat(200) } };
  expect(problems((await editEvent(town, giulia, id, { version: 2, ...long })).errors)).toEqual([
    'TOO_LONG input.title',
    'TOO_LONG input.venue',
  ]);
});

describe('every week', () => {
  test('18:00 stays 18:00 when the clocks change', async () => {
    const start = '2027-03-16T17:00:00.000Z';
    const id = await publishEvent(town, giulia, association, {
      times: { startsAt: start, endsAt: '2027-03-16T19:00:00.000Z', rule: 'FREQ=WEEKLY;COUNT=4' },
    });
    const { startsAt, otherDates } = await dateOf(town.visitor, id);
    expect([startsAt, ...otherDates.map((one) => one.startsAt)]).toEqual([
      start,
      '2027-03-23T17:00:00.000Z',
      '2027-03-30T16:00:00.000Z',
      '2027-04-06T16:00:00.000Z',
    ]);
  });

  test('this one, this and the following ones, all: each change reaches just what was meant', async () => {
    const first = await publishEvent(town, giulia, association, {
      times: {
        startsAt: hourIn(town, 10, '18:00'),
        endsAt: hourIn(town, 10, '20:00'),
        rule: 'FREQ=WEEKLY;COUNT=5',
      },
    });
    const [, second = '', third = '', fourth = '', fifth = ''] = [
      first,
      ...ids((await dateOf(giulia, first)).otherDates),
    ];
    const at = (days: number, from: string, until: string, rule: string | null) => ({
      startsAt: hourIn(town, days, from),
      endsAt: hourIn(town, days, until),
      rule,
    });
    const weekly = 'FREQ=WEEKLY;COUNT=5';
    const one = await editEvent(town, giulia, second, {
      version: 2,
      scope: 'ONE',
      input: { title: 'Caffè speciale' },
      times: at(17, '19:00', '21:00', null),
    });
    expect(one.codes).toEqual([]);
    const following = await editEvent(town, giulia, fourth, {
      version: 3,
      scope: 'FOLLOWING',
      input: { title: 'Caffè d’inverno' },
      times: at(32, '17:00', '18:30', weekly),
    });
    expect(following.codes).toEqual([]);
    const dates = await Promise.all([first, second, third, fourth, fifth].map((id) => dateOf(town.visitor, id)));
    expect(dates.map(({ event, startsAt }) => [event.title.words, startsAt])).toEqual([
      ['Caffè delle lingue', hourIn(town, 10, '18:00')],
      ['Caffè speciale', hourIn(town, 17, '19:00')],
      ['Caffè delle lingue', hourIn(town, 24, '18:00')],
      ['Caffè d’inverno', hourIn(town, 32, '17:00')],
      ['Caffè d’inverno', hourIn(town, 39, '17:00')],
    ]);
    expect(dates[1]?.changedAt).not.toBeNull();
    expect(dates[0]?.changedAt).toBeNull();
    expect(new Set(dates.map(({ event }) => event.id)).size).toBe(3);
    const current = await dateOf(giulia, first);
    const all = await editEvent(town, giulia, first, {
      version: current.event.version,
      input: { title: 'Caffè dei vicini' },
      times: at(10, '18:30', '20:00', current.event.rule),
    });
    expect(all.codes).toEqual([]);
    expect((await dateOf(town.visitor, third)).startsAt).toBe(hourIn(town, 24, '18:30'));
    expect((await dateOf(town.visitor, second)).event.title.words).toBe('Caffè speciale');
  });

  test('another rule makes other dates and keeps those that stay', async () => {
    const first = await publishEvent(town, giulia, association, {
      times: { startsAt: hourIn(town, 50, '10:00'), endsAt: hourIn(town, 50, '11:00'), rule: 'FREQ=WEEKLY;COUNT=3' },
    });
    const [second] = ids((await dateOf(giulia, first)).otherDates);
    const changed = await editEvent(town, giulia, first, {
      version: 2,
      times: { startsAt: hourIn(town, 50, '10:00'), endsAt: hourIn(town, 50, '11:00'), rule: 'FREQ=DAILY;COUNT=8' },
    });
    expect(changed.codes).toEqual([]);
    const { otherDates } = await dateOf(town.visitor, first);
    expect(otherDates).toHaveLength(7);
    expect(ids(otherDates)[6]).toBe(second);
  });
});

describe('two organisers at once', () => {
  test('who comes second is told that it changed meanwhile, and nothing is overwritten', async () => {
    const id = await publishEvent(town, giulia, association);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        editEvent(town, giulia, id, { version: 2, input: { title: `Titolo ${index}` } }),
      ),
    );
    const codes = answers.flatMap((answer) => answer.codes);
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'CHANGED_MEANWHILE'));
    expect((await dateOf(giulia, id)).event.version).toBe(3);
  });
});

describe('a date that is over', () => {
  test('keeps its times, and takes other words; in a draft nobody came yet', async () => {
    const began = town.now;
    const times = { startsAt: hourIn(town, 2, '10:00'), endsAt: hourIn(town, 2, '11:00') };
    const [id, draft] = [
      await publishEvent(town, giulia, association, { times }),
      await draftEvent(town, giulia, association, { times }),
    ];
    town.now = new Date(hourIn(town, 2, '11:00'));
    const later = { startsAt: hourIn(town, 9, '10:00'), endsAt: hourIn(town, 9, '11:00') };
    for (const [other, scope] of [
      [later, 'ONE'],
      [later, 'ALL'],
      [{ ...times, endsAt: hourIn(town, 0, '12:00') }, 'ONE'],
      [{ ...times, allDay: true }, 'ALL'],
    ] as const) {
      const { errors } = await editEvent(town, giulia, id, { version: 2, scope, times: other });
      expect(errors).toMatchObject([{ extensions: { code: 'WRONG_STATE', field: 'times.startsAt' } }]);
    }
    const words = { version: 2, times, input: { title: 'Caffè di ieri' } };
    expect((await editEvent(town, giulia, id, words)).codes).toEqual([]);
    expect((await editEvent(town, giulia, draft, { version: 1, times: later })).codes).toEqual([]);
    town.now = began;
  });

  test('stays where it was when the dates that come are moved with it', async () => {
    const began = town.now;
    const rule = 'FREQ=WEEKLY;COUNT=3';
    const first = await publishEvent(town, giulia, association, {
      times: { startsAt: hourIn(town, 2, '10:00'), endsAt: hourIn(town, 2, '11:00'), rule },
    });
    const [second = ''] = ids((await dateOf(giulia, first)).otherDates);
    const startOf = async (id: string) =>
      (await town.pool.query<{ at: Date }>('select starts_at as at from event_date where id = $1', [id])).rows[0]?.at;
    const before = await startOf(first);
    town.now = new Date(hourIn(town, 4, '10:00'));
    const times = { startsAt: hourIn(town, 5, '16:00'), endsAt: hourIn(town, 5, '17:00'), rule };
    expect((await editEvent(town, giulia, second, { version: 2, times })).codes).toEqual([]);
    expect([await startOf(first), (await startOf(second))?.toISOString()]).toEqual([before, times.startsAt]);
    town.now = began;
  });
});

describe('called off', () => {
  test('one date of several, with words; the others stay', async () => {
    const first = await publishEvent(town, giulia, association, {
      times: { startsAt: hourIn(town, 70, '10:00'), endsAt: hourIn(town, 70, '11:00'), rule: 'FREQ=WEEKLY;COUNT=2' },
    });
    const [second = ''] = ids((await dateOf(giulia, first)).otherDates);
    expect((await changeDate(giulia, 'cancelEvent', first, { scope: 'ONE' })).codes).toEqual([]);
    expect((await dateOf(town.visitor, first)).state).toBe('CANCELLED');
    expect((await dateOf(town.visitor, second)).state).toBe('COMING');
    expect((await changeDate(giulia, 'cancelEvent', first, { scope: 'ONE' })).codes).toEqual(['WRONG_STATE']);
    expect((await changeDate(giulia, 'removeEventDraft', first)).codes).toEqual(['WRONG_STATE']);
  });
});

describe('in the reader’s language', () => {
  test('a translation is shown with its state, and as outdated once the original changed', async () => {
    const id = await publishEvent(town, giulia, association);
    const { event } = await dateOf(giulia, id);
    const save = (person: Person, words: string) =>
      person.query(
        `mutation ($key: UUID!, $id: UUID!, $words: String!) { saveTranslation(key: $key, subjectKind: "EVENT", subjectId: $id, locale: "ar", fields: [{ name: "title", words: $words }]) { name state } }`,
        { key: newKey(), id: event.id, words },
      );
    expect((await save(amina, 'مقهى')).codes).toEqual(['NOT_ALLOWED']);
    expect((await save(giulia, 'مقهى اللغات')).codes).toEqual([]);
    expect((await dateOf(amina, id)).event.title).toEqual({ words: 'مقهى اللغات', language: 'ar', state: 'APPROVED' });
    expect((await dateOf(town.visitor, id)).event.title.state).toBe('ORIGINAL');
    const inList = (await listed(amina)).nodes.find((node) => node.id === id);
    expect(inList?.event.title).toEqual({ words: 'مقهى اللغات', language: 'ar', state: 'APPROVED' });
    await editEvent(town, giulia, id, { version: 2, input: { title: 'Caffè di tutte le lingue' } });
    expect((await dateOf(amina, id)).event.title.state).toBe('OUTDATED');
    expect((await listed(amina, { search: 'مقهى' })).nodes.map((node) => node.id)).toContain(id);
  });

  test('a mediator of the association translates, and it counts as reviewed', async () => {
    const id = await publishEvent(town, giulia, association);
    const mediator = await town.member({ in: { organisationId: association, role: 'MEDIATOR' } });
    const { event } = await dateOf(giulia, id);
    const answer = await mediator.query<{ saveTranslation: { state: string | null }[] }>(
      `mutation ($key: UUID!, $id: UUID!) { saveTranslation(key: $key, subjectKind: "EVENT", subjectId: $id, locale: "fr", fields: [{ name: "title", words: "Café des langues" }]) { state } }`,
      { key: newKey(), id: event.id },
    );
    expect(answer.data.saveTranslation.map(({ state }) => state)).toEqual(['REVIEWED', null]);
  });
});

describe('found again', () => {
  test('by words, zone, topic, language, place and time; the next first', async () => {
    const late = await publishEvent(town, giulia, association, {
      input: { title: 'Festa del pesco', zoneId: town.zones[2]?.id, topics: ['FESTIVAL'], speaks: ['fr'], access: [] },
      times: { startsAt: hourIn(town, 90, '10:00'), endsAt: hourIn(town, 90, '11:00') },
    });
    const day = hourIn(town, 90, '10:00').slice(0, 10);
    for (const filter of [
      { search: 'pesco' },
      { zoneIds: [town.zones[2]?.id] },
      { topics: ['FESTIVAL'] },
      { languages: ['fr'] },
      { from: day, until: day },
    ])
      expect(ids((await listed(town.visitor, filter)).nodes), JSON.stringify(filter)).toEqual([late]);
    expect(ids((await listed(town.visitor, { access: ['STEP_FREE'] })).nodes)).not.toContain(late);
    expect((await listed(town.visitor, { withChildCare: true })).nodes).toEqual([]);
    const { nodes, totalCount } = await listed(town.visitor);
    expect(nodes.map((node) => node.startsAt)).toEqual(nodes.map((node) => node.startsAt).toSorted());
    expect(nodes.some(({ state }) => state === 'CANCELLED')).toBe(true);
    expect(totalCount).toBe(nodes.filter(({ state }) => state !== 'CANCELLED').length);
  });

  test('page after page, each date once', async () => {
    const all = ids((await listed(town.visitor)).nodes);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data }: { data: { events: { nodes: Shown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
        await town.visitor.query<{
          events: { nodes: Shown[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        }>(
          `query ($after: String) { events(first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
          {
            after,
          },
        );
      seen.push(...ids(data.events.nodes));
      ({ hasNextPage: more, endCursor: after } = data.events.pageInfo);
    }
    expect(seen).toEqual(all);
  });

  test('the address of an online meeting is for those who organise it', async () => {
    const id = await publishEvent(town, giulia, association, {
      input: { onlineUrl: 'meet.example.org/caffe' },
      registration: { mode: 'DATE', places: 5 },
    });
    const urlFor = async (person: Person) =>
      (
        await person.query<{ eventDate: { onlineUrl: string | null } }>(
          'query ($id: UUID!) { eventDate(id: $id) { onlineUrl } }',
          { id },
        )
      ).data.eventDate.onlineUrl;
    expect(await urlFor(town.visitor)).toBeNull();
    expect(await urlFor(amina)).toBeNull();
    expect(await urlFor(giulia)).toBe('https://meet.example.org/caffe');
  });
});
