import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expireRequests, remindOfHelp } from '../../server/src/features/help/help.jobs.ts';
import { atTownHour, townDay } from '../../server/src/platform/time.ts';
import { dayIn } from '../testkit/actions.ts';
import { accept, ask, invite, offer, offerRegularly } from '../testkit/help.ts';
import { noticesOf, outboxOf } from '../testkit/notices.ts';
import { createTown, newKey, type Person, type Town } from '../testkit/town.ts';

const hour = 3_600_000;
let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const kindsOf = async (person: Person) => (await noticesOf(person)).map(({ kind }) => kind).toReversed();
const act = (person: Person, mutation: string, matchId: string) =>
  person.query(`mutation ($key: UUID!, $matchId: UUID!) { ${mutation}(key: $key, matchId: $matchId) { state } }`, {
    key: newKey(),
    matchId,
  });
const remind = () => remindOfHelp.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
const moveTo = (at: Date) => (town.now = at);
const wordsOfTime = { it: { morning: ', di mattina', by: 'entro ' }, ar: { morning: '، صباحًا', by: 'آخر يوم ' } };
const dayWords = (locale: string, days: number) =>
  new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(townDay(town.now).add({ days }).toString()));

describe('what people are told of help', () => {
  test('the one who asks learns of an offer, the one who offers of the answer, each in their language and without the words', async () => {
    const amina = await town.member({ name: 'Amina', locale: 'ar' });
    const rosa = await town.member({ name: 'Rosa' });
    const requestId = await ask(town, amina, { details: 'Via Roma 12, secondo piano' });
    const { matchId } = await offer(rosa, requestId, 'Ho la macchina');
    await accept(amina, matchId);
    await act(rosa, 'cancelHelp', matchId);
    expect(await kindsOf(amina)).toEqual(['HELP_OFFERED', 'HELP_CANCELLED']);
    expect(await kindsOf(rosa)).toEqual(['HELP_ACCEPTED']);
    await town.app.deliver();
    const [mail] = await outboxOf(town, amina);
    expect(mail?.subject).toContain('Rosa');
    expect(mail?.text).toMatch(/\p{Script=Arabic}/u);
    expect(mail?.text).not.toMatch(/Via Roma|macchina/);
    expect(mail?.text, 'the zone as Arabic writes it').toContain('، Centro storico بالعربية، ');
    expect((await noticesOf(rosa))[0]?.text).toContain(', Centro storico, ');
  });

  test('who offers, steps back and offers again, or shares and takes back, is told of once', async () => {
    const [amina, rosa] = [await town.member(), await town.member()];
    const requestId = await ask(town, amina);
    for (let time = 0; time < 3; time++) await act(rosa, 'cancelHelp', (await offer(rosa, requestId)).matchId);
    const { matchId } = await offer(rosa, requestId);
    await accept(amina, matchId);
    for (let time = 0; time < 3; time++) {
      await rosa.query(
        'mutation ($key: UUID!, $matchId: UUID!) { shareContact(key: $key, matchId: $matchId, phone: "3331234567") { id } }',
        { key: newKey(), matchId },
      );
      await rosa.query(
        'mutation ($key: UUID!, $matchId: UUID!) { stopSharingContact(key: $key, matchId: $matchId) { id } }',
        { key: newKey(), matchId },
      );
    }
    expect(await kindsOf(amina)).toEqual(['HELP_OFFERED', 'CONTACT_SHARED']);
  });

  test('who was not taken hears that the last place is gone, once, waits on, and no longer once the time is over', async () => {
    const [amina, rosa, karim, olga] = [
      await town.member({ name: 'Amina' }),
      await town.member(),
      await town.member(),
      await town.member(),
    ];
    const requestId = await ask(town, amina);
    const { matchId } = await offer(rosa, requestId);
    await offer(karim, requestId);
    await invite(amina, requestId, await offerRegularly(town, olga));
    await accept(amina, matchId);
    await act(rosa, 'cancelHelp', matchId);
    await accept(amina, (await offer(rosa, requestId)).matchId);
    expect(await kindsOf(rosa)).toEqual(['HELP_ACCEPTED', 'HELP_ACCEPTED']);
    expect(await kindsOf(olga)).toEqual(['HELP_INVITED', 'HELP_PLACES_TAKEN']);
    const told = await noticesOf(karim);
    expect(told).toMatchObject([{ kind: 'HELP_PLACES_TAKEN', title: expect.stringContaining('Amina') as string }]);

    const states = async () => {
      const { rows } = await town.pool.query<{ state: string }>(
        'select state from help_match where request_id = $1 order by state',
        [requestId],
      );
      return rows.map(({ state }) => state);
    };
    expect(await states()).toEqual(['ACCEPTED', 'CANCELLED', 'PROPOSED', 'PROPOSED']);
    const later = new Date(town.now.getTime() + 3 * 24 * hour);
    await expireRequests.run({ em: town.app.orm.em.fork(), clock: { now: () => later } });
    expect(await states()).toEqual(['ACCEPTED', 'CANCELLED', 'EXPIRED', 'EXPIRED']);
  });

  test('an invitation, its refusal, and a request that is taken back', async () => {
    const [amina, rosa, karim] = [await town.member(), await town.member(), await town.member()];
    const requestId = await ask(town, amina, { places: 2 });
    const { data } = await invite(amina, requestId, await offerRegularly(town, rosa));
    await act(rosa, 'declineHelp', data.inviteHelper.id);
    await accept(amina, (await offer(karim, requestId)).matchId);
    await amina.query('mutation ($key: UUID!, $id: UUID!) { withdrawHelpRequest(key: $key, id: $id) { state } }', {
      key: newKey(),
      id: requestId,
    });
    expect(await kindsOf(rosa)).toEqual(['HELP_INVITED']);
    expect(await kindsOf(amina)).toEqual(['HELP_UNABLE', 'HELP_OFFERED']);
    expect(await kindsOf(karim)).toEqual(['HELP_ACCEPTED', 'HELP_CANCELLED']);
  });

  test.each([
    {
      locale: 'it' as const,
      agreed: ['Rosa dice di sì e ti aiuta', /^Rosa ti aiuta: Spesa/],
      unable: ['Karim questa volta non può', /^Karim questa volta non può aiutarti: Spesa.*guarda la pagina\.$/],
    },
    {
      locale: 'ar' as const,
      agreed: ['موافقة من Rosa على طلبك', /^المساعدة لك من Rosa: /],
      unable: ['اعتذار من Karim هذه المرة', /^المساعدة من Karim غير ممكنة هذه المرة: /],
    },
  ])('the answers to an invitation say in $locale who helps whom', async ({ locale, agreed, unable }) => {
    const amina = await town.member({ name: 'Amina', locale });
    const [rosa, karim] = [await town.member({ name: 'Rosa' }), await town.member({ name: 'Karim' })];
    const requestId = await ask(town, amina, { places: 2 });
    const yes = await invite(amina, requestId, await offerRegularly(town, rosa));
    await act(rosa, 'acceptHelp', yes.data.inviteHelper.id);
    const no = await invite(amina, requestId, await offerRegularly(town, karim));
    await act(karim, 'declineHelp', no.data.inviteHelper.id);
    expect(await noticesOf(amina)).toMatchObject([
      { kind: 'HELP_UNABLE', title: unable[0], text: expect.stringMatching(unable[1] ?? '') as string },
      { kind: 'HELP_AGREED', title: agreed[0], text: expect.stringMatching(agreed[1] ?? '') as string },
    ]);
    expect(await kindsOf(rosa)).toEqual(['HELP_INVITED']);
  });

  test.each(['it', 'ar'] as const)('the time is the day that was chosen, never an hour, in %s', async (locale) => {
    const amina = await town.member({ name: 'Amina', locale });
    const rosa = await town.member({ name: 'Rosa', locale });
    const words = wordsOfTime[locale];
    for (const { input, said } of [
      { input: { when: 'TOMORROW' }, said: dayWords(locale, 1) },
      { input: { when: 'TOMORROW', partOfDay: 'MORNING' }, said: `${dayWords(locale, 1)}${words.morning}` },
      { input: { when: 'THIS_WEEK' }, said: `${words.by}${dayWords(locale, 6)}` },
    ]) {
      const { matchId } = await offer(rosa, await ask(town, amina, input));
      await accept(amina, matchId);
      for (const person of [amina, rosa]) expect((await noticesOf(person))[0]?.text).toContain(`${said}.`);
    }
    await town.app.deliver();
    const mails = [...(await outboxOf(town, amina)), ...(await outboxOf(town, rosa))];
    expect(mails).toHaveLength(6);
    for (const { text } of mails) expect(text.replace(/https?:\S+/g, '')).not.toMatch(/\d:\d\d|alle ore/);
  });
});

describe('the reminder before agreed help', () => {
  test('comes once a day before, and one tap in it frees the place without signing in', async () => {
    const [amina, rosa] = [await town.member({ name: 'Amina' }), await town.member({ name: 'Rosa' })];
    const requestId = await ask(town, amina, { when: 'ON_DATE', date: dayIn(town, 5), partOfDay: 'MORNING' });
    await accept(amina, (await offer(rosa, requestId)).matchId);
    await remind();
    expect(await kindsOf(rosa), 'five days before it is too early').toEqual(['HELP_ACCEPTED']);

    moveTo(atTownHour(townDay(town.now).add({ days: 4 }), 12));
    await Promise.all([remind(), remind(), remind()]);
    await remind();
    expect(await kindsOf(rosa)).toEqual(['HELP_ACCEPTED', 'HELP_REMINDER']);
    expect(await kindsOf(amina)).toEqual(['HELP_OFFERED', 'HELP_REMINDER']);

    await town.app.deliver();
    const mail = (await outboxOf(town, rosa)).at(-1)?.text ?? '';
    const token = /\/go\/([\w-]+)/.exec(mail)?.[1] ?? '';
    const seen = await town.visitor.query('query ($token: String!) { linkAction(token: $token) { text } }', { token });
    expect(JSON.stringify(seen.data)).toMatch(/Spesa.*, di mattina\. Se premi il pulsante, Amina lo sa/);
    const press = () =>
      town.visitor.query('mutation ($key: UUID!, $token: String!) { useLink(key: $key, token: $token) { done } }', {
        key: newKey(),
        token,
      });
    const answers = await Promise.all(Array.from({ length: 6 }, press));
    expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['LINK_USED']));
    const { data } = await town.visitor.query<{ helpRequest: { state: string; placesLeft: number } }>(
      'query ($id: UUID!) { helpRequest(id: $id) { state placesLeft } }',
      { id: requestId },
    );
    expect(data.helpRequest).toEqual({ state: 'OPEN', placesLeft: 1 });
    expect((await kindsOf(amina)).at(-1)).toBe('HELP_CANCELLED');
  });

  test('comes the evening before for what was agreed only that afternoon, and not at once', async () => {
    const [amina, rosa] = [await town.member(), await town.member()];
    await accept(amina, (await offer(rosa, await ask(town, amina, { when: 'TOMORROW' }))).matchId);
    await remind();
    expect(await kindsOf(rosa)).toEqual(['HELP_ACCEPTED']);
    moveTo(new Date(town.now.getTime() + 2.1 * hour));
    await remind();
    expect(await kindsOf(rosa)).toEqual(['HELP_ACCEPTED', 'HELP_REMINDER']);
  });

  test('says nothing to those whose help is over, or called off', async () => {
    const [amina, rosa, karim] = [await town.member(), await town.member(), await town.member()];
    const soon = await ask(town, amina, { when: 'TOMORROW' });
    await accept(amina, (await offer(rosa, soon)).matchId);
    const later = await ask(town, amina, { when: 'ON_DATE', date: dayIn(town, 3) });
    const { matchId } = await offer(karim, later);
    await accept(amina, matchId);
    await act(karim, 'cancelHelp', matchId);
    moveTo(new Date(town.now.getTime() + 2.5 * 24 * hour));
    await remind();
    expect(await kindsOf(rosa)).toEqual(['HELP_ACCEPTED']);
    expect(await kindsOf(karim)).toEqual(['HELP_ACCEPTED']);
  });
});
