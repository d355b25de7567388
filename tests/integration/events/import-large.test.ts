import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisedTown } from '../../testkit/events.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

/** What a file may ask of the house. */
let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => {
  ({ town, association, giulia } = await organisedTown());
});
afterAll(() => town.close());

interface Read {
  fileId: string;
  count: number;
  skipped: number;
  remarks: { reason: string }[];
}

/** What an import of so many events from tomorrow on, each by a rule, would do. */
async function readEvents(count: number, rule: string): Promise<Read> {
  const day = new Date(town.now.getTime() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const events = Array.from({ length: count }, (_, n) =>
    [
      'BEGIN:VEVENT',
      `UID:${rule}-${n}`,
      `SUMMARY:Sportello ${n}`,
      `DTSTART;TZID=Europe/Rome:${day}T100000`,
      `RRULE:${rule}`,
      'END:VEVENT',
    ].join('\r\n'),
  );
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
  const { data } = await giulia.query<{ readCalendarFile: Read }>(
    `mutation ($key: UUID!, $organisationId: UUID!, $content: String) {
       readCalendarFile(key: $key, organisationId: $organisationId, name: "sportelli.ics", content: $content) {
         fileId count(change: NEW) skipped remarks { reason } } }`,
    { key: newKey(), organisationId: association, content: Buffer.from(file).toString('base64') },
  );
  return data.readCalendarFile;
}

test('a file full of endless rules comes in bit by bit, and whoever else asks is answered meanwhile', async () => {
  let turns = 0;
  const counting = setInterval(() => (turns += 1));
  const read = await readEvents(70, 'FREQ=DAILY');
  clearInterval(counting);
  // Of 400 dates each; others had their turn between any two of them.
  expect(read).toMatchObject({ count: 50, skipped: 20 });
  expect(new Set(read.remarks.map(({ reason }) => reason))).toEqual(new Set(['TOO_MANY']));
  expect(turns).toBeGreaterThan(20);
}, 60_000);

test('whoever does not say where new events are is asked', async () => {
  const { fileId } = await readEvents(1, 'FREQ=WEEKLY;COUNT=2');
  const taken = await giulia.query(
    `mutation ($key: UUID!, $fileId: UUID!) { importCalendar(key: $key, fileId: $fileId) { fileId } }`,
    { key: newKey(), fileId },
  );
  expect(taken.codes).toEqual(['REQUIRED']);
});
