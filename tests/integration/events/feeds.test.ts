import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCalendar } from '../../../server/src/features/events/calendar/read-calendar.ts';
import { openWithShift, signUp } from '../../testkit/actions.ts';
import { changeDate, draftEvent, editEvent, hourIn, publishEvent } from '../../testkit/events.ts';
import { ask, offer } from '../../testkit/help.ts';
import { register } from '../../testkit/registrations.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

/** What people take into their own calendars and feed readers. */
let town: Town;
let association: string;
let giulia: Person;

beforeAll(async () => {
  town = await createTown({ publicUrl: 'http://vicinia.example' });
  association = await town.organisation('Casa di quartiere');
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  town.app.http.inject({ url: path, headers: { host: 'elsewhere.example', ...headers } });
const eventsAt = async (path: string) => readCalendar((await get(path)).rawPayload).events;
const titlesAt = async (path: string) => (await eventsAt(path)).map(({ title }) => title);

describe('a calendar of events', () => {
  test('has each date as an event of its own, on the clocks of the town, with place and address', async () => {
    const id = await publishEvent(town, giulia, association, {
      input: { title: 'Coro, con merenda', description: 'Una riga\r\nUn’altra; fine' },
      times: { startsAt: hourIn(town, 5, '18:00'), endsAt: hourIn(town, 5, '20:00'), rule: 'FREQ=WEEKLY;COUNT=3' },
    });
    const events = (await eventsAt('/calendar.ics')).filter(({ title }) => title === 'Coro, con merenda');
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({
      uid: `${id}@vicinia`,
      description: 'Una riga\nUn’altra; fine',
      location: 'Biblioteca comunale, Via Roma 1, Centro storico',
      url: `http://vicinia.example/events/${id}`,
      timeZone: 'Europe/Rome',
      status: 'CONFIRMED',
      recurrence: null,
    });
    expect(new Date(events[0]?.start ?? '').toISOString()).toBe(hourIn(town, 5, '18:00'));
  });

  test('tells what changed under the same name and a higher number, also of a date that went its own way', async () => {
    const first = await publishEvent(town, giulia, association, {
      input: { title: 'Laboratorio' },
      times: { startsAt: hourIn(town, 6, '10:00'), endsAt: hourIn(town, 6, '11:00'), rule: 'FREQ=WEEKLY;COUNT=2' },
    });
    const before = (await eventsAt('/calendar.ics')).filter(({ title }) => title === 'Laboratorio');
    const second = before[1]?.uid.split('@')[0] ?? '';
    const edited = await editEvent(town, giulia, second, {
      version: 2,
      scope: 'ONE',
      input: { title: 'Laboratorio speciale' },
      times: { startsAt: hourIn(town, 13, '12:00'), endsAt: hourIn(town, 13, '13:00'), rule: null },
    });
    expect(edited.codes).toEqual([]);
    const moved = (await eventsAt('/calendar.ics')).find(({ uid }) => uid === `${second}@vicinia`);
    expect(moved?.title).toBe('Laboratorio speciale');
    expect(moved?.sequence).toBeGreaterThan(before[1]?.sequence ?? Infinity);
    await changeDate(giulia, 'cancelEvent', first, { words: 'La sala è chiusa' });
    const gone = (await eventsAt(`/events/${first}/event.ics`))[0];
    expect(gone).toMatchObject({ status: 'CANCELLED', uid: `${first}@vicinia` });
    expect(gone?.description).toContain('Annullato: La sala è chiusa');
    expect(gone?.sequence).toBeGreaterThan(before[0]?.sequence ?? Infinity);
  });

  test('is narrowed to a neighbourhood, zone, organisation or topic; what does not exist is not found', async () => {
    const other = await town.organisation('Banda');
    const staff = await town.member({ in: { organisationId: other, role: 'STAFF' } });
    await publishEvent(town, staff, other, {
      input: { title: 'Concerto', zoneId: town.zones[2]?.id, topics: ['CULTURE'] },
    });
    const { rows } = await town.pool.query<{ id: string }>('select neighbourhood_id as id from zone where id = $1', [
      town.zones[2]?.id,
    ]);
    for (const narrowing of [
      `organisation=${other}`,
      'topic=CULTURE',
      `zone=${town.zones[2]?.id}`,
      `neighbourhood=${rows[0]?.id}`,
    ]) {
      expect(await titlesAt(`/calendar.ics?${narrowing}`), narrowing).toEqual(['Concerto']);
      expect((await get(`/events/feed.json?${narrowing}`)).json<{ items: object[] }>().items).toHaveLength(1);
    }
    expect((await get(`/calendar.ics?organisation=${other}`)).body).toContain(
      'X-WR-CALNAME:Vicinia · Incontri · Banda',
    );
    const missing = await get(`/calendar.ics?zone=${newKey()}`);
    expect([missing.statusCode, missing.json()]).toEqual([404, { code: 'NOT_FOUND', params: {} }]);
    for (const [wrong, field] of [
      ['zone=here', 'zone'],
      ['topic=EVERYTHING', 'topic'],
      ['topic=CULTURE&topic=FOOD', 'topic'],
    ])
      for (const path of ['/calendar.ics', '/events/feed.xml', '/events/feed.json', '/embed/events']) {
        const answer = await get(`${path}?${wrong}`);
        expect([answer.statusCode, answer.json()], wrong).toEqual([400, { code: 'INVALID_INPUT', field, params: {} }]);
      }
  });

  test('speaks the language of its address', async () => {
    const id = await publishEvent(town, giulia, association, { input: { title: 'Cena insieme' } });
    const { data } = await giulia.query<{ eventDate: { event: { id: string } } }>(
      'query ($id: UUID!) { eventDate(id: $id) { event { id } } }',
      { id },
    );
    await giulia.query(
      `mutation ($key: UUID!, $id: UUID!) { saveTranslation(key: $key, subjectKind: "EVENT", subjectId: $id, locale: "ar", fields: [{ name: "title", words: "عشاء معًا" }]) { state } }`,
      { key: newKey(), id: data.eventDate.event.id },
    );
    const [event] = await eventsAt(`/events/${id}/event.ics?lang=ar`);
    expect(event?.title).toBe('عشاء معًا');
    expect(event?.location).toContain('Centro storico بالعربية');
    expect(await titlesAt('/calendar.ics?lang=ar')).toContain('عشاء معًا');
    expect(await titlesAt('/calendar.ics?lang=xx')).toContain('Cena insieme');
    expect((await get('/events/feed.xml?lang=ar')).body).toContain('عشاء معًا');
  });

  test('neither drafts nor what moderators took out of sight are in it', async () => {
    const draft = await draftEvent(town, giulia, association, { input: { title: 'Bozza' } });
    const hidden = await publishEvent(town, giulia, association, { input: { title: 'Nascosto' } });
    await town.pool.query('update event set hidden_at = now() where title = $1', ['Nascosto']);
    expect(await titlesAt('/calendar.ics')).not.toEqual(expect.arrayContaining(['Bozza']));
    expect(await titlesAt('/calendar.ics')).not.toContain('Nascosto');
    for (const id of [draft, hidden, newKey(), 'x'])
      expect((await get(`/events/${id}/event.ics`)).statusCode).toBe(404);
  });

  test.each(['/calendar.ics', '/events/feed.xml', '/events/feed.json'])(
    '%s answers 304 to whoever has it, until something changes',
    async (path) => {
      const first = await get(path);
      const etag = String(first.headers.etag);
      expect(first.headers['cache-control']).toBe('public, max-age=900');
      const again = await get(path, { 'if-none-match': `"other", ${etag.replace('W/', '')}` });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      const id = await publishEvent(town, giulia, association, { input: { title: `Novità per ${path}` } });
      expect((await get(path, { 'if-none-match': etag })).statusCode).toBe(200);
      const before = String((await get(path)).headers.etag);
      await editEvent(town, giulia, id, { version: 2, input: { title: 'Novità', description: 'Altre parole' } });
      expect((await get(path, { 'if-none-match': before })).statusCode).toBe(200);
    },
  );

  test('says in plain words what was written in Markdown', async () => {
    const description = '**Non serve iscriversi.**\n\n- [vieni](https://example.org/vieni)\n- porta <tè>';
    const id = await publishEvent(town, giulia, association, { input: { title: 'Semplice', description } });
    const plain = 'Non serve iscriversi.\n\n- vieni (https://example.org/vieni)\n- porta <tè>';
    expect((await eventsAt(`/events/${id}/event.ics`))[0]?.description).toBe(plain);
    const escaped = plain.replace('<tè>', '&lt;tè&gt;').replaceAll('\n', '<br>');
    expect((await get('/events/feed.xml')).body).toContain(escaped);
    const { items } = (await get('/events/feed.json')).json<{ items: { url: string; content_html: string }[] }>();
    expect(items.find(({ url }) => url.endsWith(id))?.content_html).toContain(escaped);
  });

  test('what looks like a tag in a title is read as it was typed, and no address is the one that a request names', async () => {
    await publishEvent(town, giulia, association, { input: { title: 'Meno di 3 <b>anni</b> & più' } });
    const rss = await get('/events/feed.xml');
    expect(rss.body).toContain('<title><![CDATA[Meno di 3 &lt;b&gt;anni&lt;/b&gt; &amp; più]]></title>');
    const json = await get('/events/feed.json');
    expect(json.json<{ items: { title: string }[] }>().items.map(({ title }) => title)).toContain(
      'Meno di 3 <b>anni</b> & più',
    );
    for (const { body } of [rss, json, await get('/calendar.ics'), await get('/embed/events')])
      expect(body).not.toContain('elsewhere.example');
  });

  test('whole days are days', async () => {
    await publishEvent(town, giulia, association, {
      input: { title: 'Festa patronale' },
      times: { startsAt: hourIn(town, 20, '00:00'), endsAt: hourIn(town, 22, '00:00'), allDay: true },
    });
    const event = (await eventsAt('/calendar.ics')).find(({ title }) => title === 'Festa patronale');
    expect(event?.allDay).toBe(true);
    expect([event?.start, event?.end]).toEqual(
      [20, 22].map((days) => new Date(Date.parse(hourIn(town, days, '12:00'))).toISOString().slice(0, 10)),
    );
  });
});

describe('a page for other sites', () => {
  test('is small, in any frame, without scripts and cookies; what people wrote stays words', async () => {
    const other = await town.organisation('Teatro');
    const staff = await town.member({ in: { organisationId: other, role: 'STAFF' } });
    const id = await publishEvent(town, staff, other, { input: { title: '<script>alert("Prova")</script>' } });
    await publishEvent(town, staff, other, { input: { title: 'Spettacolo' } });
    await changeDate(staff, 'cancelEvent', id);
    const answer = await get(`/embed/events?organisation=${other}&lang=ar`, { cookie: 'vicinia_locale=fr' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(answer.headers).not.toHaveProperty('x-frame-options');
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.rawPayload.byteLength).toBeLessThan(20_000);
    expect(answer.body).not.toContain('<script');
    expect(answer.body).toContain('<del><bdi>&lt;script&gt;');
    expect(answer.body).toContain(`href="http://vicinia.example/events/${id}" target="_blank" rel="noopener"`);
    expect(answer.body).toContain('dir="rtl"');
    expect((await get(`/embed/events?organisation=${newKey()}`)).statusCode).toBe(404);
  });
});

describe('one’s own calendar', () => {
  const make = async (person: Person) =>
    (
      await person.query<{ makePersonalCalendar: { path: string } }>(
        'mutation ($key: UUID!) { makePersonalCalendar(key: $key) { path createdAt } }',
        { key: newKey() },
      )
    ).data.makePersonalCalendar.path;

  test('holds what a person agreed to and nothing else, for whoever has the address', async () => {
    const amina = await town.member({ name: 'Amina', locale: 'en', speaks: ['it'] });
    const path = await make(amina);
    expect(await eventsAt(path)).toEqual([]);
    const dateId = await publishEvent(town, giulia, association, {
      input: { title: 'Corso di cucito', onlineUrl: 'https://meet.example.org/cucito' },
      registration: { mode: 'DATE', places: 3 },
    });
    await register(amina, dateId);
    const { shiftId } = await openWithShift(town, {}, {}, { meetingPoint: 'Cancello-Segreto' });
    await signUp(amina, shiftId);
    const requestId = await ask(town, await town.member({ name: 'Nome-Segreto' }), {
      category: 'SHOPPING',
      details: 'Parole-Segrete',
    });
    const { matchId } = await offer(amina, requestId);
    expect(await titlesAt(path)).toHaveLength(2);
    await town.pool.query(`update help_match set state = 'ACCEPTED' where id = $1`, [matchId]);
    const { body } = await get(path);
    expect(await titlesAt(path)).toEqual([
      'Corso di cucito',
      expect.stringMatching(/^Shift: /),
      'Help between neighbours: Shopping',
    ]);
    expect(body).not.toMatch(/Segret|meet\.example/);
  });

  test('another address ends the one before, and revoking ends it all; visitors have none', async () => {
    const rosa = await town.member();
    const first = await make(rosa);
    const second = await make(rosa);
    expect((await get(first)).statusCode).toBe(404);
    const answer = await get(second);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' });
    expect((await get(second, { 'if-none-match': String(answer.headers.etag) })).statusCode).toBe(304);
    const { rows } = await town.pool.query<{ kept: string }>(
      'select row_to_json(c)::text as kept from personal_calendar c',
    );
    for (const { kept } of rows) expect(kept).not.toContain(second.split('/').at(-1)?.replace('.ics', ''));
    const revoke = () =>
      rosa.query<{ done: boolean }>('mutation ($key: UUID!) { done: revokePersonalCalendar(key: $key) }', {
        key: newKey(),
      });
    expect((await revoke()).data.done).toBe(true);
    expect((await revoke()).data.done).toBe(false);
    expect((await get(second)).statusCode).toBe(404);
    const visitor = await town.visitor.query('mutation ($key: UUID!) { makePersonalCalendar(key: $key) { path } }', {
      key: newKey(),
    });
    expect(visitor.codes).toEqual(['SIGN_IN_REQUIRED']);
    for (const path of ['/calendar/x.ics', `/calendar/${'a'.repeat(5_000)}.ics`])
      expect((await get(path)).statusCode).toBeGreaterThanOrEqual(404);
  });
});
