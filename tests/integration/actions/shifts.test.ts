import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, addMaterial, dayIn, leave, openWithShift, propose, signUp } from '../../testkit/actions.ts';
import { accept, ask, offer } from '../../testkit/help.ts';
import { later, see, seen } from '../../testkit/action-reading.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe('places in a shift', () => {
  test('60 people for 7 places: exactly 7 get one', async () => {
    const { shiftId } = await openWithShift(town, { places: 7 });
    const people = await Promise.all(Array.from({ length: 60 }, () => town.member()));
    const answers = await Promise.all(people.map((person) => signUp(person, shiftId)));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(7);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['PLACES_TAKEN']));
    const { rows } = await town.pool.query<{ taken: number; people: string }>(
      'select places_taken as taken, (select count(*) from shift_sign_up where shift_id = s.id) as people from action_shift s where id = $1',
      [shiftId],
    );
    expect(rows).toEqual([{ taken: 7, people: '7' }]);
  });

  test('one person who presses ten times has one place', async () => {
    const { shiftId, staff, actionId } = await openWithShift(town);
    const person = await town.member();
    const answers = await Promise.all(Array.from({ length: 10 }, () => signUp(person, shiftId)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 9 }, () => 'ALREADY_SIGNED_UP'));
    expect((await seen(staff, actionId)).tasks[0]?.shifts[0]).toMatchObject({ placesLeft: 4 });
  });

  test('who cannot come frees the place for somebody else, until the shift begins', async () => {
    const { shiftId } = await openWithShift(town, { places: 1 });
    const [first, second] = [await town.member(), await town.member()];
    await signUp(first, shiftId);
    expect((await leave(second, shiftId)).codes).toEqual(['WRONG_STATE']);
    expect((await leave(first, shiftId)).codes).toEqual([]);
    expect((await signUp(second, shiftId)).codes).toEqual([]);
    await later(town, 4, async () => {
      expect((await leave(second, shiftId)).codes).toEqual(['SHIFT_BEGUN']);
      expect((await signUp(first, shiftId)).codes).toEqual(['SHIFT_BEGUN']);
    });
  });

  test('signing up while the action is called off ends in a refusal or in a place that is told, never in between', async () => {
    for (let round = 0; round < 4; round++) {
      const { shiftId, actionId, staff } = await openWithShift(town);
      const person = await town.member();
      const [taken] = await Promise.all([
        signUp(person, shiftId),
        act(staff, 'cancelAction', actionId, { words: 'Piove' }),
      ]);
      expect([[], ['WRONG_STATE']]).toContainEqual(taken?.codes);
      expect((await seen(person, actionId)).state).toBe('CANCELLED');
    }
  });

  test('a shift at the hour of another one is a clash that the person may take anyway', async () => {
    const first = await openWithShift(town);
    const second = await openWithShift(town, { from: '11:30', until: '14:00' });
    const after = await openWithShift(town, { from: '14:00', until: '15:00' });
    const person = await town.member();
    await signUp(person, first.shiftId);
    const refused = await signUp(person, second.shiftId);
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'CLASHES',
      params: { title: 'Puliamo il parco', with: 'SHIFT', at: expect.stringMatching(/^2\d{3}-.*Z$/) as string },
    });
    expect((await signUp(person, second.shiftId, true)).codes).toEqual([]);
    expect((await signUp(person, after.shiftId)).codes).toEqual([]);
  });

  test('so is help that was agreed for that day', async () => {
    const { shiftId } = await openWithShift(town);
    const [mother, helper] = [await town.member(), await town.member()];
    const requestId = await ask(town, mother, { when: 'ON_DATE', date: dayIn(town, 3), partOfDay: 'MORNING' });
    await accept(mother, (await offer(helper, requestId)).matchId);
    for (const person of [mother, helper]) {
      const { errors } = await signUp(person, shiftId);
      expect(errors[0]?.extensions).toMatchObject({ code: 'CLASHES', params: { title: 'SHOPPING', with: 'HELP' } });
    }
    expect((await signUp(helper, shiftId, true)).codes).toEqual([]);
  });

  test('two shifts of the same hour taken at once: one of them is a clash', async () => {
    const [first, second] = [await openWithShift(town), await openWithShift(town)];
    const person = await town.member();
    const answers = await Promise.all([signUp(person, first.shiftId), signUp(person, second.shiftId)]);
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['CLASHES']);
  });

  test('a task at somebody’s home needs the checks that staff record', async () => {
    const { shiftId, actionId } = await openWithShift(town, {}, { setting: 'AT_HOME' });
    const person = await town.member();
    expect((await see(person, actionId)).data).toMatchObject({
      solidarityAction: { tasks: [{ viewerLacks: ['IDENTITY_SEEN', 'VOUCHED'] }] },
    });
    const { errors } = await signUp(person, shiftId);
    expect(errors[0]?.extensions).toMatchObject({ code: 'CHECK_REQUIRED', params: { setting: 'AT_HOME' } });
  });
});

describe('the plan of the organisers', () => {
  const saveShift = (person: Person, taskId: string, id: string | null, input: Record<string, unknown>) =>
    person.query(
      'mutation ($key: UUID!, $taskId: UUID!, $id: UUID, $input: ActionShiftInput!) { saveActionShift(key: $key, taskId: $taskId, id: $id, input: $input) { shifts { startsAt minutes places } } }',
      {
        key: newKey(),
        taskId,
        id,
        input: { date: dayIn(town, 3), from: '09:00', until: '12:00', places: 5, ...input },
      },
    );

  test('places never fall below those taken', async () => {
    const { shiftId, taskId, staff } = await openWithShift(town);
    for (let i = 0; i < 3; i++) await signUp(await town.member(), shiftId);
    const refused = await saveShift(staff, taskId, shiftId, { places: 2 });
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'PLACES_BELOW_TAKEN',
      field: 'input.places',
      params: { taken: 3 },
    });
    expect((await saveShift(staff, taskId, shiftId, { places: 3 })).codes).toEqual([]);
    await expect(town.pool.query('update action_shift set places = 2 where id = $1', [shiftId])).rejects.toThrow(
      'action_shift_places',
    );
  });

  test('what is wrong is said with a code and the field', async () => {
    const { taskId, staff } = await openWithShift(town);
    const wrong = async (input: Record<string, unknown>) =>
      (await saveShift(staff, taskId, null, input)).errors.map(({ extensions }) => [extensions.code, extensions.field]);
    expect(await wrong({ date: '2020-01-01' })).toEqual([['DATE_IN_PAST', 'input.date']]);
    expect(await wrong({ until: '08:00' })).toEqual([['OUT_OF_RANGE', 'input.until']]);
    expect(await wrong({ from: '25:00' })).toEqual([['INVALID_INPUT', 'input.from']]);
    expect(await wrong({ places: 0 })).toEqual([['OUT_OF_RANGE', 'input.places']]);
    expect(await wrong({ places: 201 })).toEqual([['OUT_OF_RANGE', 'input.places']]);
    expect(await wrong({ weeks: 13 })).toEqual([['OUT_OF_RANGE', 'input.weeks']]);
    const neighbour = await town.member();
    await expect(propose(town, neighbour, { title: 'x'.repeat(121) })).rejects.toThrow('TOO_LONG');
    await expect(propose(town, neighbour, { words: 'x'.repeat(100_000) })).rejects.toThrow('TOO_LONG');
    await expect(propose(town, neighbour, { title: '   ' })).rejects.toThrow('REQUIRED');
    await expect(propose(town, neighbour, { zoneId: newKey() })).rejects.toThrow('INVALID_INPUT');
    await expect(propose(town, neighbour, { targetAmount: 5 })).rejects.toThrow('REQUIRED');
    await expect(propose(town, neighbour, {}, newKey())).rejects.toThrow('INVALID_INPUT');
  });

  test('weekly shifts keep their hours when the clocks change', async () => {
    const before = town.now;
    town.now = new Date('2026-10-20T08:00:00Z');
    const { taskId, staff } = await openWithShift(town);
    const { data } = await saveShift(staff, taskId, null, {
      date: '2026-10-24',
      from: '22:00',
      until: '04:00',
      weeks: 2,
    });
    town.now = before;
    const { shifts } = (data as unknown as { saveActionShift: { shifts: object[] } }).saveActionShift;
    expect(shifts.slice(-2)).toEqual([
      { startsAt: '2026-10-24T20:00:00.000Z', minutes: 420, places: 5 },
      { startsAt: '2026-10-31T21:00:00.000Z', minutes: 360, places: 5 },
    ]);
  });

  test('a shift with people can be taken away before it begins, not after', async () => {
    const { shiftId, staff, actionId } = await openWithShift(town);
    await signUp(await town.member(), shiftId);
    await later(town, 4, async () => {
      expect((await act(staff, 'removeActionShift', shiftId)).codes).toEqual(['SHIFT_BEGUN']);
    });
    expect((await act(staff, 'removeActionShift', shiftId)).codes).toEqual([]);
    expect((await seen(staff, actionId)).tasks[0]?.shifts).toEqual([]);
  });

  test('materials are never promised beyond what is needed, even by thirty people at once', async () => {
    const { staff, actionId } = await openWithShift(town);
    const materialId = await addMaterial(staff, actionId, 'Guanti', 20);
    const people = await Promise.all(Array.from({ length: 30 }, () => town.member()));
    const answers = await Promise.all(
      people.map((person) => act(person, 'pledgeMaterial', materialId, { quantity: 3 })),
    );
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(6);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['TOO_MUCH']));
    const giver = people[answers.findIndex(({ codes }) => codes.length === 0)] as Person;
    expect((await act(giver, 'pledgeMaterial', materialId, { quantity: 5 })).codes).toEqual([]);
    expect((await act(giver, 'pledgeMaterial', materialId, { quantity: 0 })).codes).toEqual([]);
    const [material] = (await seen(staff, actionId)).materials;
    expect(material).toMatchObject({ left: 5 });
    expect(material?.pledges).toHaveLength(5);
    const outsider = (await seen(giver, actionId)).materials[0];
    expect(outsider).toMatchObject({ left: 5, viewerPledge: 0, pledges: [] });
  });
});
