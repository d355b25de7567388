import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '../../testkit/actions.ts';
import { ask } from '../../testkit/help.ts';
import { answerAppeal, appeal, caseOf, decide, moderatedTown, report } from '../../testkit/moderation.ts';
import { newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let coordinator: Person;
let administrator: Person;
beforeAll(async () => ({ town, coordinator, administrator } = await moderatedTown()));
afterAll(() => town.close());

describe('a suspended member', () => {
  test('reads, appeals, marks notices, downloads and leaves, but writes nothing, in any process', async () => {
    const other = await town.secondProcess();
    const person = await town.member({ name: 'Sospeso' });
    const elsewhere = town.at(other, person);
    await ask(town, elsewhere);
    const reporter = await town.member();
    await report(reporter, 'MEMBER', person.id);
    const found = await caseOf(coordinator, 'Sospeso');
    const suspend = (suspendUntil: string | null) =>
      decide(coordinator, found.id, { outcome: 'SUSPEND', suspendUntil });
    expect((await suspend(null)).codes).toEqual(['REQUIRED']);
    expect((await suspend('2020-01-01')).codes).toEqual(['DATE_IN_PAST']);
    expect((await suspend('2099-01-01')).codes).toEqual(['DATE_TOO_FAR']);
    const until = dayIn(town, 10);
    expect((await suspend(until)).codes).toEqual([]);

    const tryToAsk = (by: Person) =>
      by.query(
        'mutation ($key: UUID!, $zoneId: UUID!) { askForHelp(key: $key, input: { category: FOOD, when: TOMORROW, zoneId: $zoneId }) { id } }',
        { key: newKey(), zoneId: town.zones[0]?.id },
      );
    await expect.poll(async () => (await tryToAsk(elsewhere)).codes).toEqual(['SUSPENDED']);
    expect((await tryToAsk(person)).errors[0]?.extensions.params?.['until']).toMatch(/^\d{4}-/);
    for (const mutation of [
      'updateProfile(key: $key, input: { skills: ["Cucito"] }) { id }',
      `blockMember(key: $key, memberId: "${reporter.id}")`,
      `report(key: $key, input: { kind: MEMBER, subjectId: "${reporter.id}", rule: SPAM }) { id }`,
    ])
      expect((await person.query(`mutation ($key: UUID!) { ${mutation} }`, { key: newKey() })).codes).toEqual([
        'SUSPENDED',
      ]);
    expect((await person.query('{ myHelpRequests { nodes { id } } myData }')).codes).toEqual([]);
    const query = '{ viewer { suspendedUntil suspension { id rule reasons viewerCanAppeal } } }';
    const why = { id: found.id, rule: 'RESPECT', reasons: 'Offende una persona.', viewerCanAppeal: true };
    expect((await person.query(query)).data).toMatchObject({ viewer: { suspension: why } });
    for (const other of [reporter, town.visitor])
      expect((await other.query(query)).data).toEqual({ viewer: { suspendedUntil: null, suspension: null } });
    expect(
      (await person.query('mutation ($key: UUID!) { markNotificationsRead(key: $key) }', { key: newKey() })).codes,
    ).toEqual([]);
    expect((await appeal(person, found.id)).codes).toEqual([]);

    expect((await answerAppeal(administrator, found.id)).codes).toEqual([]);
    await expect.poll(async () => (await tryToAsk(elsewhere)).codes).toEqual([]);
    expect((await person.query(query)).data).toEqual({ viewer: { suspendedUntil: null, suspension: null } });
    expect((await tryToAsk(person)).codes).toEqual([]);
  });

  test('is free again when the day is over, and may leave before', async () => {
    const person = await town.member({ name: 'Per poco' });
    await report(await town.member(), 'MEMBER', person.id);
    const found = await caseOf(coordinator, 'Per poco');
    await decide(coordinator, found.id, { outcome: 'SUSPEND', suspendUntil: dayIn(town, 0) });
    const skills = () =>
      person.query('mutation ($key: UUID!) { updateProfile(key: $key, input: { skills: [] }) { id } }', {
        key: newKey(),
      });
    await expect.poll(async () => (await skills()).codes).toEqual(['SUSPENDED']);
    const before = town.now;
    town.now = new Date(before.getTime() + 86_400_000);
    expect((await skills()).codes).toEqual([]);
    town.now = before;
    const leaving = await person.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', {
      key: newKey(),
    });
    expect(leaving.codes).toEqual([]);
  });
});
