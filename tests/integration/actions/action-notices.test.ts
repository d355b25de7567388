import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, addShift, addTask, dayIn, leave, openWithShift, propose, signUp } from '../../testkit/actions.ts';
import { fetchFile, photo, send } from '../../testkit/files.ts';
import { decide, queueOf, report } from '../../testkit/moderation.ts';
import { noticesOf, outboxOf } from '../../testkit/notices.ts';
import { idsFor, see } from '../../testkit/action-reading.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe('people are told', () => {
  const kinds = async (person: Person) => (await noticesOf(person)).map(({ kind, text }) => [kind, text]);
  const title = expect.stringContaining('Puliamo il parco') as string;

  test('the proposer of the answer, those with a place of every change and of the end, nobody of their own acts', async () => {
    const organisationId = await town.organisation();
    const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
    const amina = await town.member();
    const actionId = await propose(town, amina);
    await act(staff, 'takeOnAction', actionId, { organisationId });
    expect(await kinds(amina)).toEqual([['ACTION_DECIDED', title]]);
    const [shiftId = '', other = ''] = await addShift(town, staff, await addTask(staff, actionId), { weeks: 2 });
    const [rosa, fatou] = [await town.member(), await town.member()];
    await signUp(rosa, shiftId);
    await signUp(fatou, other);
    await act(staff, 'removeActionShift', shiftId);
    expect(await kinds(rosa)).toEqual([['ACTION_CHANGED', title]]);
    expect(await kinds(fatou)).toEqual([]);
    await act(staff, 'cancelAction', actionId, { words: 'Piove' });
    expect(await kinds(fatou)).toEqual([['ACTION_CANCELLED', title]]);
    expect(await kinds(staff)).toEqual([]);
  });

  test('those with a place in a shift to come, when the action ends before it', async () => {
    const { staff, actionId, shiftId } = await openWithShift(town, { date: dayIn(town, 4) });
    const rosa = await town.member();
    await signUp(rosa, shiftId);
    expect((await act(staff, 'closeAction', actionId, { input: { words: 'Fatto' } })).codes).toEqual([]);
    expect(await kinds(rosa)).toEqual([['ACTION_CANCELLED', title]]);
  });

  test('the organisers, when somebody leaves for good or comes and goes; of one person once an hour', async () => {
    const { staff, shiftId } = await openWithShift(town, { date: dayIn(town, 2) });
    const [rosa, karim] = [await town.member(), await town.member()];
    await signUp(rosa, shiftId);
    await rosa.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    expect((await noticesOf(staff)).map(({ kind }) => kind)).toEqual(['ACTION_CHANGED']);
    town.now = new Date(Math.ceil(town.now.getTime() / 3_600_000) * 3_600_000);
    for (let time = 0; time < 3; time++) {
      await signUp(karim, shiftId);
      await leave(karim, shiftId);
    }
    expect(await noticesOf(staff)).toHaveLength(2);
  });

  test('the day before a shift once, with a link that gives the place back without signing in', async () => {
    const { remindOfShifts } = await import('../../../server/src/features/actions/actions.jobs.ts');
    const remind = () => remindOfShifts.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
    const before = town.now;
    town.now = new Date('2026-10-20T08:00:00Z');
    const { shiftId, staff } = await openWithShift(town, { date: '2026-10-25', from: '09:00', places: 1 });
    const rosa = await town.member();
    await signUp(rosa, shiftId);
    town.now = new Date('2026-10-24T14:59:00Z');
    await remind();
    expect(await noticesOf(rosa)).toEqual([]);
    town.now = new Date('2026-10-24T15:01:00Z');
    for (let i = 0; i < 3; i++) await remind();
    await town.app.deliver();
    const mails = await outboxOf(town, rosa);
    expect(mails.map(({ text }) => /09:00|9:00/.test(text))).toEqual([true]);

    const token = /\/go\/([\w-]+)/.exec(mails[0]?.text ?? '')?.[1];
    const press = () =>
      town.visitor.query('mutation ($key: UUID!, $token: String!) { useLink(key: $key, token: $token) { done } }', {
        key: newKey(),
        token,
      });
    expect((await press()).codes).toEqual([]);
    expect((await press()).codes).toEqual(['LINK_USED']);
    expect((await signUp(await town.member(), shiftId)).codes).toEqual([]);
    expect(await kinds(staff)).toEqual([['ACTION_CHANGED', title]]);
    town.now = before;
  });
});

describe('what is not as it should be', () => {
  test('an action that somebody reports is hidden by a moderator, for everybody but its proposer', async () => {
    const moderator = await town.member({ townRole: 'COORDINATOR' });
    const [proposer, reader] = [await town.member(), await town.member()];
    const actionId = await propose(town, proposer, { title: 'Parole che offendono' });
    expect((await report(reader, 'SOLIDARITY_ACTION', actionId)).codes).toEqual([]);
    const [open] = (await queueOf(moderator)).filter(({ excerpt }) => excerpt?.includes('Parole che offendono'));
    expect((await decide(moderator, open?.id ?? '')).codes).toEqual([]);
    expect((await see(reader, actionId)).codes).toEqual(['NOT_FOUND']);
    expect((await see(town.visitor, actionId)).codes).toEqual(['NOT_FOUND']);
    expect((await see(proposer, actionId)).codes).toEqual([]);
    expect(await idsFor(reader)).not.toContain(actionId);
  });

  test('people who blocked each other see neither proposals nor names of each other', async () => {
    const { shiftId, actionId } = await openWithShift(town);
    const [one, other] = [await town.member({ name: 'Uno-bloccato' }), await town.member()];
    const proposed = await propose(town, one);
    for (const person of [one, other]) await signUp(person, shiftId);
    await other.query('mutation ($key: UUID!, $id: UUID!) { blockMember(key: $key, memberId: $id) }', {
      key: newKey(),
      id: one.id,
    });
    expect(JSON.stringify(await see(other, actionId))).not.toContain('Uno-bloccato');
    expect(await idsFor(other)).not.toContain(proposed);
    expect((await see(other, proposed)).codes).toEqual(['NOT_FOUND']);
    expect((await see(await town.member(), proposed)).codes).toEqual([]);
  });

  test('photos are for those who may see the action, and the result’s for everybody', async () => {
    const { staff, actionId } = await openWithShift(town);
    const sent = await send(town, staff, await photo());
    const input = { words: 'Guardate!', photoIds: [sent.id] };
    expect((await act(await town.member(), 'closeAction', actionId, { input })).codes).toEqual(['NOT_ALLOWED']);
    expect((await act(staff, 'closeAction', actionId, { input })).codes).toEqual([]);
    const { data } = await town.visitor.query<{ solidarityAction: { result: { photos: { url: string }[] } } }>(
      'query ($id: UUID!) { solidarityAction(id: $id) { result { photos { url } } } }',
      { id: actionId },
    );
    const url = data.solidarityAction.result.photos[0]?.url ?? '';
    expect((await fetchFile(town, town.visitor, url)).statusCode).toBe(200);
    await town.pool.query('update solidarity_action set hidden_at = now() where id = $1', [actionId]);
    expect((await fetchFile(town, await town.member(), url)).statusCode).toBe(404);
  });
});
