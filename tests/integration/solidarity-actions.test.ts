import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  act,
  addMaterial,
  addShift,
  addTask,
  dayIn,
  leave,
  openAction,
  openWithShift,
  propose,
  signUp,
} from '../testkit/actions.ts';
import { accept, ask, offer } from '../testkit/help.ts';
import { fetchFile, photo, send } from '../testkit/files.ts';
import { decide, queueOf, report } from '../testkit/moderation.ts';
import { noticesOf, outboxOf } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const whole = `id state title goal organisation { name } proposer { displayName } placesLeft shiftCount meetingPoint viewerTakesPart
  viewerCanEdit viewerCanCancel viewerCanDecline viewerCanClose viewerCanTakeOnFor { id } answerWords
  tasks { id title setting viewerLacks shifts { id startsAt endsAt minutes places placesLeft people { id member { displayName } came minutes } viewerSignUp { id } viewerCanSignUp viewerCanLeave } }
  materials { id what needed left viewerPledge viewerCanPledge pledges { quantity member { displayName } } }
  result { words reachedAmount people minutes }`;
interface Whole {
  solidarityAction: {
    state: string;
    placesLeft: number;
    meetingPoint: string | null;
    proposer: { displayName: string } | null;
    organisation: { name: string } | null;
    viewerCanTakeOnFor: { id: string }[];
    tasks: {
      id: string;
      shifts: {
        id: string;
        startsAt: string;
        minutes: number;
        placesLeft: number;
        people: { id: string; member: { displayName: string }; came: boolean | null; minutes: number | null }[];
      }[];
    }[];
    materials: { id: string; left: number; viewerPledge: number; pledges: object[] }[];
    result: { people: number; minutes: number; reachedAmount: number | null; words: string } | null;
    answerWords: string | null;
  };
}
const see = (person: Person, id: string) =>
  person.query<Whole>(`query ($id: UUID!) { solidarityAction(id: $id) { ${whole} } }`, { id });
const seen = async (person: Person, id: string) => (await see(person, id)).data.solidarityAction;
const idsFor = async (person: Person, filter: Record<string, unknown> = {}) =>
  (
    await person.query<{ solidarityActions: { totalCount: number; nodes: { id: string }[] } }>(
      'query ($filter: SolidarityActionFilter) { solidarityActions(first: 50, filter: $filter) { totalCount nodes { id placesLeft organisation { name } zone { name } } } }',
      { filter },
    )
  ).data.solidarityActions.nodes.map(({ id }) => id);

/** Lets time go by until the shifts of three days from now are over. */
async function later<Result>(days: number, run: () => Promise<Result>): Promise<Result> {
  const before = town.now;
  town.now = new Date(before.getTime() + days * 86_400_000);
  try {
    return await run();
  } finally {
    town.now = before;
  }
}

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
    await later(4, async () => {
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
    await later(4, async () => {
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
    await later(4, async () => {
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

describe('the list of actions', () => {
  test('the next shift comes first, then what has none yet, then proposals; filters narrow it', async () => {
    const place = { zoneId: town.zones[2]?.id };
    const organisationId = await town.organisation();
    const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
    const make = async (days: number, title: string) => {
      const actionId = await openAction(town, staff, organisationId, { ...place, title });
      const [shiftId = ''] = await addShift(town, staff, await addTask(staff, actionId), {
        date: dayIn(town, days),
        places: 1,
      });
      return { actionId, shiftId };
    };
    const proposal = await propose(town, staff, { ...place, title: 'Una cena di strada' });
    const planless = await openAction(town, staff, organisationId, place);
    const late = await make(9, 'Dipingiamo la scuola');
    const soon = await make(2, 'Portiamo la spesa');
    const inZone = { zoneIds: [place.zoneId] };

    expect(await idsFor(town.visitor, inZone)).toEqual([soon.actionId, late.actionId, planless, proposal]);
    await signUp(await town.member(), soon.shiftId);
    expect(await idsFor(town.visitor, { ...inZone, withFreePlaces: true })).toEqual([late.actionId]);
    expect(await idsFor(town.visitor, { ...inZone, states: ['PROPOSED'] })).toEqual([proposal]);
    expect(await idsFor(town.visitor, { ...inZone, search: 'STRÀDA cena' })).toEqual([proposal]);
    expect(await idsFor(town.visitor, { organisationId })).toEqual([soon.actionId, late.actionId, planless]);
    expect(await idsFor(town.visitor, { states: ['DECLINED', 'CANCELLED'] })).toEqual([]);

    const pages: string[] = [];
    let after: string | null = null;
    do {
      const answer: Paged = await town.visitor.query(
        'query ($filter: SolidarityActionFilter, $after: String) { solidarityActions(first: 1, filter: $filter, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { filter: inZone, after },
      );
      const { nodes, pageInfo } = answer.data.solidarityActions;
      pages.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(pages).toEqual([soon.actionId, late.actionId, planless, proposal]);
  });

  test('my shifts: those to come by their time, those that are over apart', async () => {
    const person = await town.member();
    const late = await openWithShift(town, { date: dayIn(town, 8) });
    const soon = await openWithShift(town, { date: dayIn(town, 2) });
    for (const { shiftId } of [late, soon]) await signUp(person, shiftId);
    const mine = async (past: boolean) =>
      (
        await person.query<{ myShifts: { nodes: { shift: { id: string } }[] } }>(
          'query ($past: Boolean!) { myShifts(first: 10, past: $past) { nodes { shift { id task { title action { id title } } } } } }',
          { past },
        )
      ).data.myShifts.nodes.map(({ shift }) => shift.id);
    expect(await mine(false)).toEqual([soon.shiftId, late.shiftId]);
    await later(4, async () => {
      expect(await mine(false)).toEqual([late.shiftId]);
      expect(await mine(true)).toEqual([soon.shiftId]);
    });
  });
});

interface Paged {
  data: {
    solidarityActions: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  };
}

describe('somebody who leaves', () => {
  test('frees the places and materials, takes the open proposals along, and has the name taken off the others', async () => {
    const { shiftId, actionId, staff, organisationId } = await openWithShift(town);
    const materialId = await addMaterial(staff, actionId, 'Guanti', 4);
    const person = await town.member({ name: 'Chi parte' });
    const own = await propose(town, person);
    const taken = await propose(town, person);
    await act(staff, 'takeOnAction', taken, { organisationId });
    await signUp(person, shiftId);
    await act(person, 'pledgeMaterial', materialId, { quantity: 4 });
    const data = (await person.query<{ myData: { actions: Record<string, object[]> } }>('{ myData }')).data.myData;
    expect(data.actions).toMatchObject({
      proposals: [{ id: own }, { id: taken }],
      shifts: [{ action: 'Puliamo il parco' }],
      materials: [{ what: 'Guanti', quantity: 4 }],
    });
    const gone = await person.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', {
      key: newKey(),
    });
    expect(gone.codes).toEqual([]);
    expect((await see(staff, own)).codes).toEqual(['NOT_FOUND']);
    expect(await seen(staff, taken)).toMatchObject({ proposer: null });
    const after = await seen(staff, actionId);
    expect(after).toMatchObject({ placesLeft: 5, materials: [{ left: 4, pledges: [] }] });
  });
});

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
    const { remindOfShifts } = await import('../../server/src/features/actions/actions.jobs.ts');
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
