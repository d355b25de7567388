import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, addShift, addTask, dayIn, leave, openWithShift, propose, signUp } from '../../testkit/actions.ts';
import { idsFor, later, see, seen } from '../../testkit/action-reading.ts';
import { createTown, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe('an action, from a proposal to its result', () => {
  test('a neighbour proposes, an association takes it on, people come, and their hours count', async () => {
    const organisationId = await town.organisation('Vicini in festa');
    const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
    const amina = await town.member({ name: 'Amina', locale: 'ar' });
    const actionId = await propose(town, amina, { title: 'ننظف الحديقة', targetAmount: 20, targetUnit: 'sacchi' });
    const proposed = await seen(staff, actionId);
    expect(proposed).toMatchObject({ state: 'PROPOSED', organisation: null, proposer: { displayName: 'Amina' } });
    expect(proposed.viewerCanTakeOnFor).toEqual([{ id: organisationId }]);

    expect((await act(staff, 'takeOnAction', actionId, { organisationId })).codes).toEqual([]);
    const taskId = await addTask(staff, actionId);
    const [shiftId = ''] = await addShift(town, staff, taskId, { places: 2 });
    const [rosa, oksana] = [await town.member({ name: 'Rosa' }), await town.member({ name: 'Oksana' })];
    for (const person of [rosa, oksana]) expect((await signUp(person, shiftId)).codes).toEqual([]);
    expect((await signUp(amina, shiftId)).codes).toEqual(['PLACES_TAKEN']);

    const people = (await seen(staff, actionId)).tasks[0]?.shifts[0]?.people ?? [];
    expect(people.map(({ member }) => member.displayName)).toEqual(['Rosa', 'Oksana']);
    const attendance = [
      { signUpId: people[0]?.id, came: true, minutes: 90 },
      { signUpId: people[1]?.id, came: false },
    ];
    const input = { words: 'Venti sacchi in una mattina!', reachedAmount: 22, attendance };
    expect((await act(staff, 'closeAction', actionId, { input })).codes).toEqual(['WRONG_STATE']);
    await later(town, 4, async () => {
      expect((await act(staff, 'closeAction', actionId, { input })).codes).toEqual([]);
      expect((await act(staff, 'closeAction', actionId, { input })).codes).toEqual(['WRONG_STATE']);
    });
    const done = await seen(town.visitor, actionId);
    expect(done).toMatchObject({
      state: 'DONE',
      proposer: null,
      result: { words: 'Venti sacchi in una mattina!', reachedAmount: 22, people: 1, minutes: 90 },
    });
    expect((await rosa.query('{ viewer { minutesGiven } }')).data).toEqual({ viewer: { minutesGiven: 90 } });
    expect((await oksana.query('{ viewer { minutesGiven } }')).data).toEqual({ viewer: { minutesGiven: 0 } });
  });

  test('a proposal waits for the association it wishes for; others neither take it on nor decline it', async () => {
    const [wished, other] = [await town.organisation(), await town.organisation()];
    const staff = await town.member({ in: { organisationId: wished, role: 'COORDINATOR' } });
    const outsider = await town.member({ in: { organisationId: other, role: 'STAFF' } });
    const neighbour = await town.member();
    const actionId = await propose(town, neighbour, {}, wished);
    expect((await act(outsider, 'takeOnAction', actionId, { organisationId: other })).codes).toEqual(['NOT_ALLOWED']);
    expect((await act(outsider, 'declineAction', actionId, { words: 'No' })).codes).toEqual(['NOT_ALLOWED']);
    expect((await act(staff, 'declineAction', actionId, { words: ' ' })).codes).toEqual(['REQUIRED']);
    expect((await act(staff, 'declineAction', actionId, { words: 'Lo facciamo già a maggio.' })).codes).toEqual([]);
    expect(await seen(neighbour, actionId)).toMatchObject({
      state: 'DECLINED',
      answerWords: 'Lo facciamo già a maggio.',
    });
    expect((await see(outsider, actionId)).codes).toEqual(['NOT_FOUND']);
    expect((await see(town.visitor, actionId)).codes).toEqual(['NOT_FOUND']);
    expect((await act(staff, 'takeOnAction', actionId, { organisationId: wished })).codes).toEqual(['WRONG_STATE']);
  });

  test('staff roles wait for the second factor here too', async () => {
    const organisationId = await town.organisation();
    const staff = await town.member({ in: { organisationId, role: 'STAFF' }, secondFactor: false });
    const actionId = await propose(town, await town.member());
    expect((await act(staff, 'takeOnAction', actionId, { organisationId })).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
  });

  test('the proposer plans until somebody takes it on, and the organisers afterwards', async () => {
    const organisationId = await town.organisation();
    const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
    const neighbour = await town.member();
    const actionId = await propose(town, neighbour);
    const taskId = await addTask(neighbour, actionId);
    const [shiftId = ''] = await addShift(town, neighbour, taskId);
    expect((await signUp(staff, shiftId)).codes).toEqual(['WRONG_STATE']);
    await expect(addTask(staff, actionId)).rejects.toThrow('NOT_ALLOWED');
    await act(staff, 'takeOnAction', actionId, { organisationId });
    await expect(addTask(neighbour, actionId)).rejects.toThrow('NOT_ALLOWED');
    await addTask(staff, actionId);
    expect((await signUp(neighbour, shiftId)).codes).toEqual([]);
  });

  test('two associations that take a proposal on at once: one gets it', async () => {
    const actionId = await propose(town, await town.member());
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const organisationId = await town.organisation();
        const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
        return act(staff, 'takeOnAction', actionId, { organisationId });
      }),
    );
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
  });
});

describe('who sees what', () => {
  test('neither a visitor nor an outsider sees names or the meeting point; fellow participants and organisers do', async () => {
    const { shiftId, staff, actionId, taskId } = await openWithShift(town);
    const [otherShift = ''] = (await addShift(town, staff, taskId, { date: dayIn(town, 5) })).slice(-1);
    const rosa = await town.member({ name: 'Rosa-che-viene' });
    await signUp(rosa, shiftId);
    const fellow = await town.member({ name: 'Fellow' });
    await signUp(fellow, shiftId);
    const elsewhere = await town.member();
    await signUp(elsewhere, otherShift);
    const outsider = await town.member();

    for (const person of [town.visitor, outsider, elsewhere]) {
      const read = JSON.stringify(await see(person, actionId));
      expect(read).not.toContain('Rosa-che-viene');
    }
    for (const person of [town.visitor, outsider])
      expect(JSON.stringify(await see(person, actionId))).not.toContain('Via dei Tigli');
    for (const person of [fellow, staff]) {
      const read = JSON.stringify(await see(person, actionId));
      expect(read).toContain('Rosa-che-viene');
      expect(read).toContain('Via dei Tigli');
    }
    const { rows } = await town.pool.query<{ reader: string }>(
      'select reader_id as reader from action_meeting_point_reading where action_id = $1',
      [actionId],
    );
    expect(new Set(rows.map(({ reader }) => reader))).toEqual(new Set([elsewhere.id, fellow.id, staff.id]));
    await leave(fellow, shiftId);
    expect(JSON.stringify(await see(fellow, actionId))).not.toMatch(/Rosa-che-viene|Via dei Tigli/);
  });

  test('nobody can read the meeting point once the action is over', async () => {
    const { staff, actionId } = await openWithShift(town);
    await act(staff, 'cancelAction', actionId, { words: 'Piove' });
    expect(await seen(staff, actionId)).toMatchObject({ state: 'CANCELLED', meetingPoint: null, answerWords: 'Piove' });
    const { rows } = await town.pool.query('select 1 from action_meeting_point where action_id = $1', [actionId]);
    expect(rows).toEqual([]);
  });

  test('what was hidden is in no list and at no address', async () => {
    const { actionId } = await openWithShift(town);
    await town.pool.query('update solidarity_action set hidden_at = now() where id = $1', [actionId]);
    expect((await see(await town.member(), actionId)).codes).toEqual(['NOT_FOUND']);
    expect(await idsFor(await town.member())).not.toContain(actionId);
  });
});
