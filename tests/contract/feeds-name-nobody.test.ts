import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDate, publishEvent } from '../testkit/events.ts';
import { openWithShift, signUp } from '../testkit/actions.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { register, registerGuest } from '../testkit/registrations.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

/*
 * Calendars and feeds lie open on the internet, or in the hands of whoever got an address: no person, no contact but the one
 * the organisers give to everybody, no address of an online meeting, no exact place that is not the event's own.
 */
const secrets = [
  'Nome-Segreto',
  'Ospite-Segreta',
  'ospite@segreta.example',
  'meet.segreto.example',
  'Cancello-Segreto',
  'Parole-Segrete',
  'Coordinatrice-Segreta',
];
let town: Town;
let dateId: string;
let association: string;
let paths: string[];

beforeAll(async () => {
  town = await createTown();
  association = await town.organisation('Casa di quartiere');
  const staff = await town.member({
    name: 'Coordinatrice-Segreta',
    in: { organisationId: association, role: 'COORDINATOR' },
  });
  dateId = await publishEvent(town, staff, association, {
    input: { onlineUrl: 'https://meet.segreto.example/stanza', contact: 'info@casa.example' },
    registration: { mode: 'DATE', places: 10 },
  });
  const off = await publishEvent(town, staff, association, { registration: { mode: 'DATE', places: 10 } });
  const amina = await town.member({ name: 'Nome-Segreto', speaks: ['it'] });
  await register(amina, dateId);
  await registerGuest(town, dateId, { name: 'Ospite-Segreta', contact: 'ospite@segreta.example' });
  await changeDate(staff, 'cancelEvent', off);
  const { shiftId } = await openWithShift(town, {}, {}, { meetingPoint: 'Cancello-Segreto' });
  const helper = await town.member({ name: 'Nome-Segreto', speaks: ['it'] });
  await signUp(helper, shiftId);
  await register(helper, dateId);
  const { matchId } = await offer(helper, await ask(town, amina, { details: 'Parole-Segrete' }));
  await accept(amina, matchId);
  paths = [
    ...['it', 'it-x-facile', 'en', 'fr', 'uk', 'ru', 'ar'].flatMap((lang) => [
      `/calendar.ics?lang=${lang}`,
      `/events/feed.xml?lang=${lang}`,
      `/events/feed.json?lang=${lang}`,
      `/embed/events?lang=${lang}`,
      `/events/${dateId}/event.ics?lang=${lang}`,
    ]),
    `/calendar.ics?organisation=${association}`,
    `/calendar.ics?zone=${town.zones[0]?.id}`,
    '/calendar.ics?topic=LANGUAGE',
    `/events/${off}/event.ics`,
    await calendarOf(amina),
    await calendarOf(helper),
  ];
});
afterAll(() => town.close());

async function calendarOf(person: Person): Promise<string> {
  const { data } = await person.query<{ makePersonalCalendar: { path: string } }>(
    'mutation ($key: UUID!) { makePersonalCalendar(key: $key) { path } }',
    { key: newKey() },
  );
  return data.makePersonalCalendar.path;
}

test('no calendar, feed or page for other sites names a person, a contact, a meeting or an exact place', async () => {
  for (const path of paths) {
    const answer = await town.app.http.inject({ url: path });
    expect([path, answer.statusCode]).toEqual([path, 200]);
    const unfolded = answer.body.replaceAll('\r\n ', '');
    expect(unfolded.length, path).toBeGreaterThan(200);
    for (const secret of secrets) expect(unfolded, `${path}: ${secret}`).not.toContain(secret);
    expect(unfolded, path).not.toMatch(/^(ATTENDEE|ORGANIZER|GEO|CONTACT)/m);
    expect(answer.headers, path).not.toHaveProperty('set-cookie');
  }
});

test('whoever asks reads the same as a visitor', async () => {
  const member = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  for (const path of paths) {
    const [open, signedIn] = await Promise.all([
      town.app.http.inject({ url: path }),
      town.app.http.inject({ url: path, headers: member.headers }),
    ]);
    expect(signedIn.headers.etag, path).toBe(open.headers.etag);
  }
});
