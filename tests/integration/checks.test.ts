import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertMayClaim, type Setting } from '../../server/src/features/checks/index.ts';
import type { RequestContext } from '../../server/src/platform/graphql/context.ts';
import { dayIn } from '../testkit/actions.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const record = (staff: Person, input: Record<string, unknown>) =>
  staff.query<{ recordCheck: { id: string } }>(
    'mutation ($key: UUID!, $input: RecordCheckInput!) { recordCheck(key: $key, input: $input) { id kind } }',
    { key: newKey(), input },
  );
const revoke = (staff: Person, id: string) =>
  staff.query('mutation ($key: UUID!, $id: UUID!) { revokeCheck(key: $key, id: $id) { id } }', { key: newKey(), id });
const seenOf = (reader: Person, id: string) =>
  reader.query<{ member: { checks: { kind: string; organisation: { name: string } | null }[] } }>(
    'query ($id: UUID!) { member(id: $id) { checks { kind organisation { name } } } }',
    { id },
  );
const mayClaim = (memberId: string, setting: Setting) =>
  assertMayClaim(
    { em: town.app.orm.em.fork(), clock: { now: () => town.now } } as unknown as RequestContext,
    memberId,
    setting,
  ).then(
    () => 'yes',
    (error: { code: string; params: object }) => [error.code, error.params],
  );

describe('checks of a helper', () => {
  test('an association sees the card and vouches; neighbours read who stands for it, and doors open', async () => {
    const organisationId = await town.organisation('Casa dei Vicini');
    const staff = await town.member({ in: { organisationId, role: 'STAFF' } });
    const helper = await town.member();
    expect(await mayClaim(helper.id, 'AT_HOME')).toEqual([
      'CHECK_REQUIRED',
      { setting: 'AT_HOME', missing: 'IDENTITY_SEEN,VOUCHED' },
    ]);
    for (const kind of ['IDENTITY_SEEN', 'VOUCHED']) {
      expect((await record(staff, { memberId: helper.id, kind, organisationId })).codes).toEqual([]);
    }
    expect(await mayClaim(helper.id, 'AT_HOME')).toBe('yes');
    const neighbour = await town.member();
    expect((await seenOf(neighbour, helper.id)).data.member.checks).toEqual([
      { kind: 'IDENTITY_SEEN', organisation: { name: 'Casa dei Vicini' } },
      { kind: 'VOUCHED', organisation: { name: 'Casa dei Vicini' } },
    ]);
    expect((await seenOf(town.visitor, helper.id)).codes).toEqual(['SIGN_IN_REQUIRED']);
  });

  test('a check taken back closes the door at once, and stays in the records', async () => {
    const staff = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    const helper = await town.member();
    const { data } = await record(staff, { memberId: helper.id, kind: 'IDENTITY_SEEN' });
    expect(await mayClaim(helper.id, 'AT_DOOR')).toBe('yes');
    expect((await revoke(staff, data.recordCheck.id)).codes).toEqual([]);
    expect(await mayClaim(helper.id, 'AT_DOOR')).toEqual(expect.arrayContaining(['CHECK_REQUIRED']));
    expect((await revoke(staff, data.recordCheck.id)).codes).toEqual(['WRONG_STATE']);
    const { rows } = await town.pool.query('select action from audit_entry where subject_id = $1 order by id', [
      helper.id,
    ]);
    expect(rows.map((row: { action: string }) => row.action)).toEqual(['checks.record', 'checks.revoke']);
  });

  test('the child-protection check needs a last day within the year', async () => {
    const staff = await town.member({ townRole: 'SOCIAL_WORKER' });
    const helper = await town.member();
    const input = { memberId: helper.id, kind: 'CHILD_PROTECTION' };
    expect((await record(staff, input)).codes).toEqual(['REQUIRED']);
    expect((await record(staff, { ...input, validUntil: dayIn(town, -2) })).codes).toEqual(['DATE_IN_PAST']);
    expect((await record(staff, { ...input, validUntil: dayIn(town, 400) })).codes).toEqual(['DATE_TOO_FAR']);
    expect((await record(staff, { ...input, validUntil: dayIn(town, 180) })).codes).toEqual([]);
  });

  test('nobody records a check about themself, for another organisation, or without being staff', async () => {
    const [own, other] = [await town.organisation(), await town.organisation()];
    const staff = await town.member({ in: { organisationId: own, role: 'COORDINATOR' } });
    const volunteer = await town.member({ in: { organisationId: own, role: 'VOLUNTEER' } });
    const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    const helper = await town.member();
    const check = (memberId: string, organisationId: string | null) => ({ memberId, organisationId, kind: 'VOUCHED' });
    expect((await record(staff, check(staff.id, own))).codes).toEqual(['NOT_ALLOWED']);
    expect((await record(staff, check(helper.id, other))).codes).toEqual(['NOT_ALLOWED']);
    expect((await record(volunteer, check(helper.id, own))).codes).toEqual(['NOT_ALLOWED']);
    expect((await record(operator, check(helper.id, null))).codes).toEqual(['REQUIRED']);
    expect(await mayClaim(helper.id, 'AT_HOME')).toEqual(expect.arrayContaining(['CHECK_REQUIRED']));
  });

  test('twelve people at the desk at once record one check, not twelve', async () => {
    const staff = await town.member({ townRole: 'COORDINATOR' });
    const helper = await town.member();
    await Promise.all(Array.from({ length: 12 }, () => record(staff, { memberId: helper.id, kind: 'IDENTITY_SEEN' })));
    const { rows } = await town.pool.query('select 1 from member_check where member_id = $1 and revoked_at is null', [
      helper.id,
    ]);
    expect(rows).toHaveLength(1);
  });
});
