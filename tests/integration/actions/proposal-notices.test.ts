import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propose } from '../../testkit/actions.ts';
import { noticesOf } from '../../testkit/notices.ts';
import { createTown, newKey, type Town } from '../../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe('who hears of a proposal', () => {
  test('the coordinators and the staff of the association that it names, each in their language, and nobody else', async () => {
    const [named, other] = [await town.organisation(), await town.organisation()];
    const coordinator = await town.member({ in: { organisationId: named, role: 'COORDINATOR' } });
    const staff = await town.member({ locale: 'ar', in: { organisationId: named, role: 'STAFF' } });
    const others = [
      await town.member({ in: { organisationId: named, role: 'VOLUNTEER' } }),
      await town.member({ in: { organisationId: other, role: 'COORDINATOR' } }),
      await town.member({ townRole: 'COORDINATOR' }),
    ];
    const rosa = await town.member({ name: 'Rosa' });
    const id = await propose(town, rosa, { title: 'Panchine nuove', zoneId: town.zones[2]?.id }, named);
    expect(await noticesOf(coordinator)).toMatchObject([
      {
        kind: 'ACTION_PROPOSED',
        text: 'Una persona propone: Panchine nuove, Varcaturo. Vorrebbe farla con la tua associazione. Guarda se potete.',
        path: `/actions/${id}`,
      },
    ]);
    expect((await noticesOf(staff))[0]?.text).toContain('Panchine nuove، Varcaturo بالعربية.');
    for (const person of [...others, rosa]) expect(await noticesOf(person)).toEqual([]);
  });

  test('the coordinators of the town when it names none, but not the one who proposes', async () => {
    const coordinator = await town.member({ townRole: 'COORDINATOR' });
    const proposer = await town.member({ townRole: 'COORDINATOR' });
    const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    const id = await propose(town, proposer, { title: 'Un orto insieme' });
    const [notice] = await noticesOf(coordinator);
    expect(notice).toMatchObject({ kind: 'ACTION_PROPOSED', path: `/actions/${id}` });
    expect(notice?.text).toContain('Nessuna associazione la organizza ancora.');
    for (const person of [proposer, operator]) expect(await noticesOf(person)).toEqual([]);
  });

  test('nobody who is blocked with the proposer: the page would not open for them', async () => {
    const organisationId = await town.organisation();
    const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
    const proposer = await town.member();
    await staff.query('mutation ($key: UUID!, $memberId: UUID!) { blockMember(key: $key, memberId: $memberId) }', {
      key: newKey(),
      memberId: proposer.id,
    });
    await propose(town, proposer, {}, organisationId);
    expect(await noticesOf(staff)).toEqual([]);
  });
});
