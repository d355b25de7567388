import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  act,
  addMaterial,
  addShift,
  addTask,
  dayIn,
  openAction,
  openWithShift,
  propose,
  signUp,
} from '../../testkit/actions.ts';
import { idsFor, later, see, seen } from '../../testkit/action-reading.ts';
import { createTown, newKey, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

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
    await later(town, 4, async () => {
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
