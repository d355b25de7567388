import { expect, test } from 'vitest';
import { createTown, newKey } from '../../testkit/town.ts';

test('a file full of endless rules comes in bit by bit, and whoever else asks is answered meanwhile', async () => {
  const town = await createTown();
  const organisationId = await town.organisation('Casa di quartiere');
  const giulia = await town.member({ in: { organisationId, role: 'COORDINATOR' } });
  const day = new Date(town.now.getTime() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const daily = Array.from({ length: 70 }, (_, n) =>
    [
      'BEGIN:VEVENT',
      `UID:daily-${n}`,
      `SUMMARY:Sportello ${n}`,
      `DTSTART;TZID=Europe/Rome:${day}T100000`,
      'RRULE:FREQ=DAILY',
      'END:VEVENT',
    ].join('\r\n'),
  );
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...daily, 'END:VCALENDAR', ''].join('\r\n');

  let turns = 0;
  const counting = setInterval(() => (turns += 1));
  const { data } = await giulia.query<{
    readCalendarFile: { fileId: string; count: number; skipped: number; remarks: { reason: string }[] };
  }>(
    `mutation ($key: UUID!, $organisationId: UUID!, $content: String) {
       readCalendarFile(key: $key, organisationId: $organisationId, name: "sportelli.ics", content: $content) {
         fileId count(change: NEW) skipped remarks { reason } } }`,
    { key: newKey(), organisationId, content: Buffer.from(file).toString('base64') },
  );
  clearInterval(counting);
  // Of 400 dates each; others had their turn between any two of them.
  expect(data.readCalendarFile).toMatchObject({ count: 50, skipped: 20 });
  expect(new Set(data.readCalendarFile.remarks.map(({ reason }) => reason))).toEqual(new Set(['TOO_MANY']));
  expect(turns).toBeGreaterThan(20);

  const nowhere = await giulia.query(
    `mutation ($key: UUID!, $fileId: UUID!) { importCalendar(key: $key, fileId: $fileId) { fileId } }`,
    { key: newKey(), fileId: data.readCalendarFile.fileId },
  );
  expect(nowhere.codes).toEqual(['REQUIRED']);
  await town.close();
});
