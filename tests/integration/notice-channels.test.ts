import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outboxOf, tell } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const phone = (person: Person, number: string | null) =>
  town.pool.query(
    'update auth_user set phone_number = $2, phone_number_verified = $2::text is not null where id = $1',
    [person.id, number],
  );
const channelsOf = async (person: Person) =>
  (await person.query<{ noticeChannels: unknown[] }>('{ noticeChannels { kind chosen } }')).data.noticeChannels;
const choose = (person: Person, channels: string[]) =>
  person.query<{ chooseNoticeChannels: { kind: string; chosen: boolean }[] }>(
    'mutation ($key: UUID!, $channels: [NoticeChannelKind!]!) { chooseNoticeChannels(key: $key, channels: $channels) { kind chosen } }',
    { key: newKey(), channels },
  );
const told = async (person: Person) => {
  await tell(town, person);
  await town.app.deliver();
  return (await outboxOf(town, person)).map(({ channel }) => channel);
};
const stateOf = async (person: Person) => {
  const { rows } = await town.pool.query<{ state: string; channel: string | null }>(
    'select state, channel from notification where member_id = $1 order by id desc limit 1',
    [person.id],
  );
  return rows[0];
};

describe('by what one is told', () => {
  test('is what one has, and then what one chooses of it', async () => {
    const person = await town.member();
    expect(await channelsOf(person)).toEqual([{ kind: 'MAIL', chosen: true }]);
    await phone(person, '+393330000101');
    expect(await channelsOf(person)).toEqual(['MAIL', 'SMS', 'CALL'].map((kind) => ({ kind, chosen: true })));
    expect(await told(person)).toEqual(['mail']);
    expect((await choose(person, ['SMS'])).data.chooseNoticeChannels).toEqual([
      { kind: 'MAIL', chosen: false },
      { kind: 'SMS', chosen: true },
      { kind: 'CALL', chosen: false },
    ]);
    expect(await told(person)).toEqual(['mail', 'sms']);
  });

  test('one way at least stays, and what one does not have is no way', async () => {
    const person = await town.member();
    await phone(person, '+393330000102');
    await choose(person, ['MAIL', 'SMS']);
    const refused = await choose(person, []);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'REQUIRED', field: 'channels' });
    await phone(person, null);
    expect((await choose(person, ['SMS', 'CALL'])).codes).toEqual(['REQUIRED']);
    expect(await channelsOf(person)).toEqual([{ kind: 'MAIL', chosen: true }]);
  });

  test('a voice alone goes to the list of calls at once; without one, what fails stays on the page', async () => {
    const [called, quiet] = [await town.member(), await town.member()];
    await phone(called, '+393330000103');
    await phone(quiet, '+393330000104');
    await choose(called, ['CALL']);
    expect(await told(called)).toEqual([]);
    expect(await stateOf(called)).toEqual({ state: 'FAILED', channel: null });

    await choose(quiet, ['SMS']);
    await tell(town, quiet);
    await town.pool.query(
      `update notification set channel = 'SMS', attempts = 3 where member_id = $1 and state = 'PENDING'`,
      [quiet.id],
    );
    await town.app.deliver();
    expect(await stateOf(quiet)).toEqual({ state: 'SENT', channel: 'PAGE' });
  });

  test('whoever gives up the last chosen way is told by what is left, and a new way counts until one says no', async () => {
    const person = await town.member();
    await phone(person, '+393330000105');
    await choose(person, ['SMS']);
    await phone(person, null);
    expect(await told(person)).toEqual(['mail']);
    const fresh = await town.member();
    await choose(fresh, ['MAIL']);
    await phone(fresh, '+393330000106');
    expect(await channelsOf(fresh)).toEqual(['MAIL', 'SMS', 'CALL'].map((kind) => ({ kind, chosen: true })));
  });

  test('is a person’s own matter, even of one who may not write, and goes with the person', async () => {
    expect((await choose(town.visitor, ['MAIL'])).codes).toEqual(['SIGN_IN_REQUIRED']);
    const person = await town.member();
    await phone(person, '+393330000107');
    await town.pool.query(`update member set suspended_until = now() + interval '3 days' where id = $1`, [person.id]);
    expect((await choose(person, ['SMS'])).codes).toEqual([]);
    const { data } = await person.query<{ myData: { notifications: { without: string[] } } }>('{ myData }');
    expect(data.myData.notifications.without).toEqual(['MAIL', 'CALL']);
    await person.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    const { rowCount } = await town.pool.query('select 1 from notice_choice where member_id = $1', [person.id]);
    expect(rowCount).toBe(0);
  });
});
