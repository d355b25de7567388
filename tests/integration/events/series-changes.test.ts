import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { atTownTime, townDay } from '../../../server/src/platform/time.ts';
import { noticeText } from '../../../server/src/features/notifications/texts.ts';
import { changeDate, draftEvent, editEvent, hourIn, organisedTown, publishEvent } from '../../testkit/events.ts';
import { register } from '../../testkit/registrations.ts';
import type { Person, Town } from '../../testkit/town.ts';

/** What a change of one date, of some or of all does to the dates of a series. */
let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
});
afterAll(() => town.close());

interface Shown {
  id: string;
  state: string;
  startsAt: string;
  event: { version: number; rule: string | null; venue: string | null; title: { words: string } };
}
const shown = 'id state startsAt event { version rule venue title { words } }';

/** All dates of a series that come, the first one first. */
async function seriesOf(id: string): Promise<Shown[]> {
  const { data } = await town.visitor.query<{ eventDate: Shown & { otherDates: Shown[] } }>(
    `query ($id: UUID!) { eventDate(id: $id) { ${shown} otherDates { ${shown} } } }`,
    { id },
  );
  const { otherDates, ...date } = data.eventDate;
  return [date, ...otherDates].toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
}

const from = (day: number, time: string, rule: string | null) => ({
  startsAt: hourIn(town, day, time),
  endsAt: hourIn(town, day, `${Number(time.slice(0, 2)) + 2}${time.slice(2)}`),
  rule,
});
const weekly = (count: number) => `FREQ=WEEKLY;COUNT=${count}`;
const starts = (dates: Shown[]) => dates.map(({ startsAt }) => startsAt);
const weeks = (day: number, count: number, time = '18:00') =>
  Array.from({ length: count }, (_, index) => hourIn(town, day + 7 * index, time));

const versionOf = async (id: string) => (await seriesOf(id)).find((date) => date.id === id)?.event.version ?? 0;

async function weeklySeries(count: number, registration: Record<string, unknown> = {}): Promise<string[]> {
  const id = await publishEvent(town, giulia, association, { times: from(5, '18:00', weekly(count)), registration });
  return (await seriesOf(id)).map((date) => date.id);
}

describe('only this date', () => {
  test('stays one date where the rule is sent along, as a form does', async () => {
    const [first = '', second = ''] = await weeklySeries(4);
    const { codes } = await editEvent(town, giulia, second, {
      version: 2,
      scope: 'ONE',
      input: { title: 'Caffè speciale' },
      times: from(12, '18:00', weekly(4)),
    });
    expect(codes).toEqual([]);
    const dates = await seriesOf(first);
    expect(starts(dates)).toEqual(weeks(5, 4));
    expect(dates.map(({ event }) => event.title.words)).toEqual([
      'Caffè delle lingue',
      'Caffè speciale',
      'Caffè delle lingue',
      'Caffè delle lingue',
    ]);
  });

  test('does not take another rule', async () => {
    const [first = '', second = ''] = await weeklySeries(4);
    const answer = await editEvent(town, giulia, second, {
      version: 2,
      scope: 'ONE',
      times: from(12, '18:00', weekly(6)),
    });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'RULE_OF_ONE_DATE', field: 'times.rule' } }]);
    expect(starts(await seriesOf(first))).toEqual(weeks(5, 4));
  });
});

describe('another rule for all', () => {
  test('begins with the first date, whichever was edited; nobody loses a place', async () => {
    const [first = '', second = '', third = ''] = await weeklySeries(4, { mode: 'DATE', places: 5 });
    const amina = await town.member();
    await register(amina, first);
    const { codes } = await editEvent(town, giulia, third, {
      version: 2,
      times: from(19, '18:30', weekly(6)),
      registration: { mode: 'DATE', places: 5 },
    });
    expect(codes).toEqual([]);
    const dates = await seriesOf(first);
    expect(starts(dates)).toEqual(weeks(5, 6, '18:30'));
    expect(dates.map(({ id }) => id).slice(0, 3)).toEqual([first, second, third]);
    expect(dates.map(({ state }) => state)).not.toContain('CANCELLED');
  });

  test('makes no date where one was edited alone, moved alone or called off', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await weeklySeries(4);
    await editEvent(town, giulia, first, { version: 2, scope: 'ONE', times: from(6, '09:00', null) });
    await changeDate(giulia, 'cancelEvent', fourth, { scope: 'ONE' });
    const version = await versionOf(third);
    const { codes } = await editEvent(town, giulia, third, { version, times: from(19, '18:00', weekly(6)) });
    expect(codes).toEqual([]);
    expect(starts(await seriesOf(second))).toEqual([hourIn(town, 6, '09:00'), ...weeks(12, 5)]);
  });

  test('moves the dates to another day together, and answers with a date that is there', async () => {
    const [first = '', second = '', third = ''] = await weeklySeries(3);
    const moved = await editEvent(town, giulia, second, { version: 2, times: from(13, '18:00', weekly(4)) });
    expect(moved.codes).toEqual([]);
    const dates = await seriesOf(first);
    expect(starts(dates)).toEqual(weeks(6, 4));
    expect(dates.map(({ id }) => id).slice(0, 3)).toEqual([first, second, third]);
    const fewer = await editEvent(town, giulia, second, {
      version: 3,
      times: from(13, '18:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=2'),
    });
    expect(fewer.data.updateEvent.id).toBe(first);
    expect(starts(await seriesOf(first))).toEqual([hourIn(town, 6, '18:00'), hourIn(town, 20, '18:00')]);
  });
});

test('a new event begins on a day that its rule has', async () => {
  const month = townDay(town.now).with({ day: 1 }).add({ months: 1 });
  const onDay = (day: number) => {
    const startsAt = atTownTime(month.with({ day }), '18:00').toISOString();
    const endsAt = atTownTime(month.with({ day }), '20:00').toISOString();
    return { times: { startsAt, endsAt, rule: 'FREQ=MONTHLY;BYMONTHDAY=10,20;COUNT=3' } };
  };
  const refused: unknown = await draftEvent(town, giulia, association, onDay(11)).catch((reason: unknown) => reason);
  expect(String(refused)).toContain('"code":"DAY_OFF_RULE","params":{},"field":"times.startsAt"');
  expect(await seriesOf(await publishEvent(town, giulia, association, onDay(10)))).toHaveLength(3);
});

describe('a series in two parts', () => {
  const twoParts = async () => {
    const ids = await weeklySeries(6);
    const [, , , fourth = ''] = ids;
    const split = { version: 2, scope: 'FOLLOWING', times: from(26, '19:00', weekly(6)) };
    expect((await editEvent(town, giulia, fourth, split)).codes).toEqual([]);
    return ids;
  };
  const rules = async (id: string) => (await seriesOf(id)).map(({ event }) => event.rule);

  test('counts the dates of each part', async () => {
    const [first = ''] = await twoParts();
    expect(await rules(first)).toEqual(Array.from({ length: 6 }, () => weekly(3)));
  });

  test('counts them right also where the first date was changed alone', async () => {
    const [first = '', , , fourth = ''] = await weeklySeries(6);
    await editEvent(town, giulia, first, { version: 2, scope: 'ONE', times: from(5, '09:00', null) });
    const split = { version: await versionOf(fourth), scope: 'FOLLOWING', times: from(26, '19:00', weekly(6)) };
    expect((await editEvent(town, giulia, fourth, split)).codes).toEqual([]);
    expect((await rules(first)).slice(1)).toEqual(Array.from({ length: 5 }, () => weekly(3)));
    expect(starts(await seriesOf(first))).toEqual([
      hourIn(town, 5, '09:00'),
      ...weeks(12, 2),
      ...weeks(26, 3, '19:00'),
    ]);
  });

  test('has no more dates in the first part than there is room for, and says so; fewer, and more in the last one', async () => {
    const [first = '', , , , , last = ''] = await twoParts();
    const more = { version: await versionOf(first), times: from(5, '18:00', weekly(5)) };
    const { errors } = await editEvent(town, giulia, first, more);
    expect(errors).toMatchObject([{ extensions: { code: 'RUNS_INTO_NEXT', field: 'times.rule' } }]);
    expect(await rules(first)).toEqual(Array.from({ length: 6 }, () => weekly(3)));
    const fewer = { version: await versionOf(first), times: from(5, '18:00', weekly(2)) };
    expect((await editEvent(town, giulia, first, fewer)).codes).toEqual([]);
    const longer = { version: await versionOf(last), times: from(40, '19:00', weekly(5)) };
    expect((await editEvent(town, giulia, last, longer)).codes).toEqual([]);
    expect(starts(await seriesOf(first))).toEqual([...weeks(5, 2), ...weeks(26, 5, '19:00')]);
  });
});

describe('a date that was moved alone', () => {
  const movedAlone = async () => {
    const ids = await weeklySeries(4);
    const [, second = ''] = ids;
    const alone = { version: 2, scope: 'ONE', times: from(13, '09:00', null) };
    expect((await editEvent(town, giulia, second, alone)).codes).toEqual([]);
    return { ids, second, dates: [...weeks(5, 1), hourIn(town, 13, '09:00'), ...weeks(19, 2)] };
  };
  const refusal = [{ extensions: { code: 'DATE_ON_ITS_OWN', field: 'scope' } }];

  test('does not say when all are, nor how they recur, and nothing changes', async () => {
    const { second, dates } = await movedAlone();
    for (const [scope, times] of [
      ['ALL', from(13, '09:30', null)],
      ['ALL', from(14, '09:00', null)],
      ['ALL', from(13, '09:00', weekly(3))],
      ['FOLLOWING', from(13, '09:30', null)],
      ['FOLLOWING', from(13, '09:00', weekly(3))],
    ] as const) {
      const answer = await editEvent(town, giulia, second, { version: await versionOf(second), scope, times });
      expect(answer.errors).toMatchObject(refusal);
    }
    expect(starts(await seriesOf(second))).toEqual(dates);
  });

  test('is known to be one, to those who may change it', async () => {
    const { ids, second } = await movedAlone();
    const onItsOwn = async (reader: Person, id = '') => {
      const query = 'query ($id: UUID!) { eventDate(id: $id) { onItsOwn } }';
      return (await reader.query<{ eventDate: { onItsOwn: boolean } }>(query, { id })).data.eventDate.onItsOwn;
    };
    expect([await onItsOwn(giulia, second), await onItsOwn(giulia, ids[0])]).toEqual([true, false]);
    expect(await onItsOwn(await town.member(), second)).toBe(false);
    expect(await onItsOwn(giulia, await publishEvent(town, giulia, association))).toBe(false);
  });

  test('can still be moved alone, and has what is said for all', async () => {
    const { second, dates } = await movedAlone();
    const alone = { scope: 'ONE', times: from(14, '09:00', null) };
    expect((await editEvent(town, giulia, second, { version: await versionOf(second), ...alone })).codes).toEqual([]);
    const named = { input: { title: 'Caffè dei vicini' }, times: from(14, '09:00', null) };
    expect((await editEvent(town, giulia, second, { version: await versionOf(second), ...named })).codes).toEqual([]);
    const all = await seriesOf(second);
    expect(starts(all)).toEqual(dates.with(1, hourIn(town, 14, '09:00')));
    expect(new Set(all.map(({ event }) => event.title.words))).toEqual(new Set(['Caffè dei vicini']));
  });

  test('where none goes by the rule any more, no other date is named that could move all', async () => {
    const [first = '', second = '', third = ''] = await weeklySeries(3);
    const onItsOwn = async (id: string, scope: string, times: ReturnType<typeof from>) =>
      expect((await editEvent(town, giulia, id, { version: await versionOf(id), scope, times })).codes).toEqual([]);
    const codes = async (id: string, day: number, scope = 'ALL') =>
      (await editEvent(town, giulia, id, { version: await versionOf(id), scope, times: from(day, '08:00', null) }))
        .codes;
    await onItsOwn(second, 'ONE', from(13, '09:00', null));
    expect(await codes(second, 13)).toEqual(['DATE_ON_ITS_OWN']);
    await onItsOwn(third, 'FOLLOWING', from(20, '10:00', null));
    await onItsOwn(first, 'ONE', from(6, '11:00', null));
    expect([await codes(first, 6), await codes(second, 13), await codes(third, 20)]).toEqual(
      Array.from({ length: 3 }, () => ['ALL_ON_THEIR_OWN']),
    );
    expect(await codes(second, 13, 'FOLLOWING')).toEqual(['ALL_ON_THEIR_OWN']);
    expect(await codes(second, 13, 'ONE')).toEqual([]);
  });

  test('the hour of all changes from one that was changed alone but for its times', async () => {
    const [, second = ''] = await weeklySeries(3);
    const alone = { version: 2, scope: 'ONE', input: { title: 'Caffè speciale' }, times: from(12, '18:00', null) };
    await editEvent(town, giulia, second, alone);
    const later = { version: await versionOf(second), input: alone.input, times: from(12, '18:30', null) };
    expect((await editEvent(town, giulia, second, later)).codes).toEqual([]);
    expect(starts(await seriesOf(second))).toEqual(weeks(5, 3, '18:30'));
  });
});

describe('a date of every month that is moved', () => {
  const rule = 'FREQ=MONTHLY;BYDAY=4FR;COUNT=3';
  const evening = (day: ReturnType<typeof townDay>) => ({
    startsAt: atTownTime(day, '18:00').toISOString(),
    endsAt: atTownTime(day, '20:00').toISOString(),
  });
  /** The fourth Friday, or another weekday, of a month to come. */
  const fourth = (months: number, weekday = 5) => {
    const month = townDay(town.now)
      .with({ day: 1 })
      .add({ months: months + 2 });
    return month.add({ days: ((weekday - month.dayOfWeek + 7) % 7) + 21 });
  };
  const days = (dates: Shown[]) => dates.map(({ startsAt }) => startsAt.slice(0, 10));
  const seats = { mode: 'DATE', places: 5 };
  const monthly = async () => {
    const times = { ...evening(fourth(0)), rule };
    const id = await publishEvent(town, giulia, association, { times, registration: seats });
    return (await seriesOf(id)).map((date) => date.id);
  };

  test('by a month with all: every date is still the fourth Friday, and nobody loses a place', async () => {
    const [first = '', second = '', third = ''] = await monthly();
    const amina = await town.member();
    await register(amina, third);
    const times = { ...evening(fourth(2)), rule };
    expect((await editEvent(town, giulia, second, { version: 2, times, registration: seats })).codes).toEqual([]);
    const dates = await seriesOf(first);
    expect(days(dates)).toEqual([1, 2, 3].map((month) => fourth(month).toString()));
    expect(dates.map(({ id, state }) => [id, state])).toEqual([first, second, third].map((id) => [id, 'COMING']));
    expect(dates[0]?.event.rule).toBe(rule);
  });

  test('to another weekday with the next ones: each in its month, and no more dates than before', async () => {
    const [first = '', second = '', third = ''] = await monthly();
    const times = { ...evening(fourth(1, 4)), rule: rule.replace('4FR', '4TH') };
    const scope = 'FOLLOWING';
    expect((await editEvent(town, giulia, second, { version: 2, scope, times, registration: seats })).codes).toEqual(
      [],
    );
    const dates = await seriesOf(first);
    expect(days(dates)).toEqual([fourth(0), fourth(1, 4), fourth(2, 4)].map(String));
    expect(dates.map(({ id }) => id)).toEqual([first, second, third]);
  });

  test('to a day that the rule does not have is refused, and nothing changes', async () => {
    const [first = '', second = ''] = await monthly();
    const times = { ...evening(fourth(1, 4)), rule };
    const answer = await editEvent(town, giulia, second, { version: 2, times, registration: seats });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'DAY_OFF_RULE', field: 'times.startsAt' } }]);
    expect(days(await seriesOf(first))).toEqual([0, 1, 2].map((month) => fourth(month).toString()));
  });

  test('dates of every week are never moved into the past', async () => {
    const id = await publishEvent(town, giulia, association, { times: from(2, '18:00', weekly(3)) });
    const [, second = ''] = (await seriesOf(id)).map((date) => date.id);
    const answer = await editEvent(town, giulia, second, { version: 2, times: from(6, '18:00', weekly(3)) });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'DATE_IN_PAST' } }]);
  });
});

describe('a date that no longer takes place', () => {
  /** The codes of why, as somebody was told, and what their notice says in English. */
  const reasonsFor = async (person: Person) => {
    const { rows } = await town.pool.query<{ reason: string; params: { reason: string } }>(
      `select params ->> 'reason' as reason, params from notification where member_id = $1 and kind = 'EVENT_CANCELLED' order by id`,
      [person.id],
    );
    return rows.map(({ reason, params }) => [reason, noticeText('en', { kind: 'EVENT_CANCELLED', params }).text]);
  };

  test('dropped by another rule it is not called off with words that nobody wrote', async () => {
    const seats = { mode: 'DATE', places: 5 };
    const [first = '', second = ''] = await weeklySeries(3, seats);
    const amina = await town.member();
    await register(amina, second);
    const fortnightly = from(5, '18:00', 'FREQ=WEEKLY;INTERVAL=2;COUNT=2');
    expect(
      (await editEvent(town, giulia, first, { version: 2, times: fortnightly, registration: seats })).codes,
    ).toEqual([]);
    const [[reason, text = ''] = []] = await reasonsFor(amina);
    expect(reason).toBe('SERIES_CHANGED');
    expect(text).toContain('The days on which it repeats have changed.');
    expect(text).not.toContain('The page says why');
  });

  test('called off with words, the page says why', async () => {
    const [first = ''] = await weeklySeries(2, { mode: 'DATE', places: 5 });
    const amina = await town.member();
    await register(amina, first);
    await changeDate(giulia, 'cancelEvent', first, { scope: 'ONE' });
    expect(await reasonsFor(amina)).toEqual([['CALLED_OFF', expect.stringContaining('The page says why.')]]);
  });
});

describe('something else for all', () => {
  test('reaches the dates that were edited alone, but for what was made their own', async () => {
    const seats = { mode: 'DATE', places: 5 };
    const [first = '', second = '', third = '', fourth = ''] = await weeklySeries(4, seats);
    const amina = await town.member();
    await register(amina, second);
    const alone = { scope: 'ONE', registration: seats };
    await editEvent(town, giulia, second, {
      ...alone,
      version: 2,
      input: { title: 'Caffè speciale' },
      times: from(12, '18:00', null),
    });
    await editEvent(town, giulia, third, {
      ...alone,
      version: await versionOf(third),
      input: { venue: 'Parco' },
      times: from(20, '09:00', null),
    });
    const { codes } = await editEvent(town, giulia, fourth, {
      version: await versionOf(fourth),
      input: { venue: 'Teatro', title: 'Caffè dei vicini' },
      times: from(26, '18:30', weekly(4)),
      registration: { mode: 'DATE', places: 8 },
    });
    expect(codes).toEqual([]);
    const dates = await seriesOf(first);
    expect(dates.map(({ startsAt, event: { title, venue } }) => [startsAt, title.words, venue])).toEqual([
      [hourIn(town, 5, '18:30'), 'Caffè dei vicini', 'Teatro'],
      [hourIn(town, 12, '18:30'), 'Caffè speciale', 'Teatro'],
      [hourIn(town, 20, '09:00'), 'Caffè dei vicini', 'Parco'],
      [hourIn(town, 26, '18:30'), 'Caffè dei vicini', 'Teatro'],
    ]);
    const { rows } = await town.pool.query(
      `select params ->> 'reason' as reason from notification where member_id = $1 and kind = 'EVENT_CHANGED' order by id`,
      [amina.id],
    );
    expect(rows.at(-1)).toEqual({ reason: 'CHANGED_WHEN,CHANGED_WHERE' });
    const { rows: places } = await town.pool.query(
      'select distinct s.places from event_date d join event_seats s on s.id = d.seats_id where d.id = any($1)',
      [dates.map(({ id }) => id)],
    );
    expect(places).toEqual([{ places: 8 }]);
  });

  test('names who else organises also there', async () => {
    const [first = '', second = ''] = await weeklySeries(2);
    const choir = await town.organisation('Coro');
    await editEvent(town, giulia, second, {
      version: 2,
      scope: 'ONE',
      input: { title: 'Caffè speciale' },
      times: from(12, '18:00', null),
    });
    const { codes } = await editEvent(town, giulia, first, {
      version: await versionOf(first),
      input: { coOrganiserIds: [choir] },
      times: from(5, '18:00', weekly(2)),
    });
    expect(codes).toEqual([]);
    const { rows } = await town.pool.query(
      'select 1 from event_co_organiser c join event_date d using (event_id) where c.organisation_id = $1',
      [choir],
    );
    expect(rows).toHaveLength(2);
  });
});

describe('called off', () => {
  test('all reaches also the dates that were edited alone; whoever registered is told', async () => {
    const seats = { mode: 'DATE', places: 5 };
    const [first = '', second = '', third = ''] = await weeklySeries(3, seats);
    const amina = await town.member();
    await editEvent(town, giulia, second, {
      version: 2,
      scope: 'ONE',
      input: { title: 'Caffè speciale' },
      times: from(12, '18:00', null),
      registration: seats,
    });
    await register(amina, second);
    expect((await changeDate(giulia, 'cancelEvent', third, { scope: 'ALL' })).codes).toEqual([]);
    expect((await seriesOf(first)).map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
    const { rows } = await town.pool.query('select 1 from notification where member_id = $1 and kind = $2', [
      amina.id,
      'EVENT_CANCELLED',
    ]);
    expect(rows).toHaveLength(1);
  });

  test('this one and the next ones reach those that were edited alone, and none before', async () => {
    const [first = '', second = '', third = ''] = await weeklySeries(3);
    await editEvent(town, giulia, third, { version: 2, scope: 'ONE', times: from(19, '09:00', null) });
    expect((await changeDate(giulia, 'cancelEvent', second, { scope: 'FOLLOWING' })).codes).toEqual([]);
    expect((await seriesOf(first)).map(({ state }) => state)).toEqual(['COMING', 'CANCELLED', 'CANCELLED']);
  });
});
