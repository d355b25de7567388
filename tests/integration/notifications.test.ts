import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../server/src/app.ts';
import { type DeliveryParts, deliverDue, notify } from '../../server/src/features/notifications/index.ts';
import { createOutbox } from '../../server/src/platform/mail/outbox.ts';
import { placeholderAddress } from '../../server/src/platform/sessions/placeholder-address.ts';
import { countStatements } from '../testkit/count-statements.ts';
import { noticesOf, outboxOf, tell } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

let town: Town;
let other: App;
beforeAll(async () => {
  town = await createTown();
  other = await town.secondProcess();
});
afterAll(() => town.close());

/** Delivery in a process with an outbox of the test's own. */
const deliverAt = (app: App, outbox: Partial<DeliveryParts['outbox']>) =>
  deliverDue(
    { em: app.orm.em.fork(), clock: { now: () => town.now } },
    {
      accounts: app.accounts,
      config: { publicUrl: 'https://vicinia.example', port: 0 },
      outbox: { sendMail: () => Promise.resolve(), sendSms: () => Promise.resolve(), ...outbox },
    },
  );
const later = (minutes: number) => (town.now = new Date(town.now.getTime() + minutes * 60_000));
const deliveryOf = async (person: Person) =>
  (
    await town.pool.query<{ state: string; channel: string | null }>(
      'select state, channel from notification where member_id = $1 order by id',
      [person.id],
    )
  ).rows;

describe('notices are sent', () => {
  test('each once, with two processes at it', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => town.member()));
    for (const person of people) for (let i = 0; i < 10; i++) await tell(town, person);
    const sent: string[] = [];
    const outbox = {
      async sendMail({ id = '' }: { id?: string }) {
        sent.push(id);
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
    const settled = await atTheSameMoment(() =>
      [town.app, other, town.app, other, town.app, other].map((app) => deliverAt(app, outbox)),
    );
    expect(settled.reduce((a, b) => a + b)).toBe(200);
    expect(sent).toHaveLength(200);
    expect(new Set(sent).size).toBe(200);
    expect(settled.filter((count) => count > 0).length).toBeGreaterThan(1);
  });

  test('again by another process when one dies with it, and lie once in the outbox even if it died after sending', async () => {
    const person = await town.member();
    await tell(town, person);
    const died = { sendMail: () => new Promise<void>(() => undefined) };
    void deliverAt(town.app, died);
    await expect.poll(() => deliveryOf(person)).toEqual([{ state: 'SENDING', channel: null }]);
    expect(await other.deliver()).toBe(0);
    later(3);
    const outbox = createOutbox(town.config, town.pool);
    let die: (() => void) | undefined;
    void deliverAt(other, {
      async sendMail(mail) {
        await outbox.sendMail(mail);
        await new Promise<void>((resolve) => (die = resolve));
      },
    });
    await expect.poll(() => die).toBeDefined();
    later(3);
    expect(await town.app.deliver()).toBe(1);
    expect(await outboxOf(town, person)).toHaveLength(1);
    expect(await deliveryOf(person)).toEqual([{ state: 'SENT', channel: 'MAIL' }]);
  });

  test('by SMS where mail fails three times, and to the telephone list where both do', async () => {
    const person = await town.member({ name: 'Nunzia' });
    const unlucky = await town.member();
    for (const [one, number] of [
      [person, '+393330000001'],
      [unlucky, '+393330000002'],
    ] as const)
      await phone(one, number);
    await tell(town, person);
    await tell(town, unlucky);
    const sms: string[] = [];
    const outbox = {
      sendMail: () => Promise.reject(new Error('down')),
      sendSms: ({ to, text }: { to: string; text: string }) =>
        to.endsWith('2') ? Promise.reject(new Error('down')) : Promise.resolve(void sms.push(text)),
    };
    for (let i = 0; i < 8; i++) {
      await deliverAt(town.app, outbox);
      later(6);
    }
    expect(sms).toHaveLength(1);
    expect(await deliveryOf(person)).toEqual([{ state: 'SENT', channel: 'SMS' }]);
    expect(await deliveryOf(unlucky)).toEqual([{ state: 'FAILED', channel: null }]);
  });

  test('never to an address that nobody confirmed or that stands for none; a voice tells, and that is written down', async () => {
    const registered = await town.member({ name: 'Nonna Carmela', locale: 'ar' });
    await town.pool.query('update auth_user set email = $2 where id = $1', [
      registered.id,
      placeholderAddress(registered.id),
    ]);
    await tell(town, registered, { params: { name: 'Rosa', category: 'PAPERS' } });
    await tell(town, registered, { kind: 'MODERATION_DECIDED', params: { rule: 'RESPECT', reason: 'WARN' } });
    await town.app.deliver();
    expect(await outboxOf(town, registered)).toEqual([]);

    const operator = await town.member({ townRole: 'ACCESS_POINT_OPERATOR' });
    const list = async () =>
      (
        await operator.query<Calls>('{ calls(first: 50) { nodes { id text locale phone member { displayName } } } }')
      ).data.calls.nodes.filter(({ member }) => member.displayName === 'Nonna Carmela');
    const [call, confidential] = await list();
    expect(call).toMatchObject({ locale: 'ar', phone: null, text: expect.stringContaining('Documenti') as string });
    expect(confidential?.text).not.toMatch(/Rispetto|moderat/i);
    const done = () =>
      operator.query('mutation ($key: UUID!, $id: UUID!) { markCalled(key: $key, id: $id) { calledAt } }', {
        key: newKey(),
        id: call?.id,
      });
    expect((await done()).codes).toEqual([]);
    expect((await done()).codes).toEqual([]);
    expect(await list()).toHaveLength(1);
    const { rows } = await town.pool.query(
      `select actor_id, subject_id from audit_entry where action = 'notifications.called'`,
    );
    expect(rows).toEqual([{ actor_id: operator.id, subject_id: registered.id }]);
  });

  test('at once after the act, by a process that works on the timetable', async () => {
    const working = await createApp(town.config, { pages: null, withJobs: true, clock: { now: () => town.now } });
    try {
      const person = await town.member();
      await tell(town, person);
      await expect.poll(() => deliveryOf(person), { timeout: 5000 }).toEqual([{ state: 'SENT', channel: 'MAIL' }]);
    } finally {
      await working.stop();
    }
  });

  test('at most forty a day to one person; the rest is on the page', async () => {
    const person = await town.member();
    for (let i = 0; i < 45; i++) await tell(town, person);
    await town.app.deliver();
    expect(await outboxOf(town, person)).toHaveLength(40);
    expect((await deliveryOf(person)).filter(({ channel }) => channel === 'PAGE')).toHaveLength(5);
  });
});

describe('notices are written', () => {
  test('once per key, however many processes try', async () => {
    const person = await town.member();
    await Promise.all(Array.from({ length: 20 }, () => tell(town, person, { onceKey: 'reminder:1' })));
    await tell(town, person, { onceKey: 'reminder:2' });
    expect(await noticesOf(person)).toHaveLength(2);
  });

  test('with the act or not at all', async () => {
    const person = await town.member();
    await town.app.orm.em
      .fork()
      .transactional(async (em) => {
        await notify({ em, clock: { now: () => town.now } }, { memberId: person.id, kind: 'HELP_OFFERED', path: '/' });
        throw new Error('the act failed');
      })
      .catch(() => undefined);
    expect(await noticesOf(person)).toEqual([]);
  });

  test('in the reader’s language, with the time in the town; marked as read by the reader only', async () => {
    const amina = await town.member({ name: 'أمينة', locale: 'ar' });
    await tell(town, amina, {
      params: { name: 'Rosa', category: 'SHOPPING', zone: 'Varcaturo', at: new Date('2026-11-24T08:00:00Z') },
      path: '/help/1',
    });
    await town.app.deliver();
    const [mail] = await outboxOf(town, amina);
    expect(mail).toMatchObject({ channel: 'mail', subject: 'عرض مساعدة من Rosa' });
    for (const part of ['أمينة', 'تسوّق', 'Varcaturo', '24 نوفمبر', '09:00', 'http://localhost:0/help/1'])
      expect(mail?.text).toContain(part);
    const [notice] = await noticesOf(amina);
    expect(notice).toMatchObject({ kind: 'HELP_OFFERED', title: 'عرض مساعدة من Rosa', path: '/help/1', unread: true });

    const mark = (person: Person) =>
      person.query('mutation ($key: UUID!) { markNotificationsRead(key: $key) }', { key: newKey() });
    const count = async () =>
      (await amina.query<{ viewer: { unreadNotices: number } }>('{ viewer { unreadNotices } }')).data.viewer
        .unreadNotices;
    await mark(await town.member());
    expect(await count()).toBe(1);
    expect((await mark(amina)).data).toEqual({ markNotificationsRead: 1 });
    expect(await count()).toBe(0);
    expect(await town.visitor.query('{ viewer { unreadNotices } }')).toMatchObject({
      data: { viewer: { unreadNotices: 0 } },
    });
  });

  test('in pages of one statement', async () => {
    const person = await town.member();
    for (let i = 0; i < 30; i++) await tell(town, person);
    const query = '{ notifications(first: 20) { nodes { title text } pageInfo { hasNextPage endCursor } } }';
    await person.query(query);
    expect(await countStatements(() => person.query(query))).toBe(1);
  });

  test('for the download, and go with the person', async () => {
    const person = await town.member();
    await tell(town, person, { params: { name: 'Rosa' } });
    const { data } = await person.query<{ myData: { notifications: { told: { text: string }[] } } }>('{ myData }');
    expect(data.myData.notifications.told[0]?.text).toMatch(/\w/);
    expect(data.myData.notifications.told[0]?.text, 'others are not the person’s to take along').not.toContain('Rosa');
    await person.query('mutation ($key: UUID!) { deleteMyAccount(key: $key, confirmation: true) }', { key: newKey() });
    await tell(town, person);
    expect(await deliveryOf(person)).toEqual([]);
  });
});

interface Calls {
  calls: {
    nodes: { id: string; text: string; locale: string; phone: string | null; member: { displayName: string } }[];
  };
}

const phone = (person: Person, number: string) =>
  town.pool.query('update auth_user set phone_number = $2, phone_number_verified = true where id = $1', [
    person.id,
    number,
  ]);

/** Holds everybody at the table until all of them stand there, then lets them go. */
async function atTheSameMoment<Result>(start: () => Promise<Result>[]): Promise<Result[]> {
  const gate = await town.pool.connect();
  try {
    await gate.query('begin');
    await gate.query('lock table notification in access exclusive mode');
    const working = start();
    await expect
      .poll(async () => {
        const { rows } = await gate.query(
          `select 1 from pg_locks l join pg_database d on d.oid = l.database
           where not l.granted and l.relation = 'notification'::regclass and d.datname = current_database()`,
        );
        return rows.length;
      })
      .toBe(working.length);
    await gate.query('commit');
    return await Promise.all(working);
  } finally {
    gate.release();
  }
}
