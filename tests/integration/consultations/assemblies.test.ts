import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { releaseQuestionSupports } from '../../../server/src/features/consultations/index.ts';
import {
  askAssembly,
  assemblyOf,
  draftAssembly,
  hideQuestion,
  noteHands,
  openAssembly,
  planAssembly,
  setItemState,
  signMinutes,
  supportQuestion,
  writeMinutes,
} from '../../testkit/assemblies.ts';
import { changeConsultation, fine, makeCodes, useCode } from '../../testkit/consultations.ts';
import { insertEvent } from '../../testkit/events.ts';
import { answerAppeal, appeal, caseOf, decide, report } from '../../testkit/moderation.ts';
import { createTown, type Person, type Town } from '../../testkit/town.ts';
import { toTranslate } from '../../testkit/translations.ts';

let town: Town;
let association: string;
let giulia: Person;
let marco: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  marco = await town.member({ in: { organisationId: association, role: 'STAFF' } });
});
afterAll(() => town.close());

const agenda = [{ title: 'Il parco', minutes: 20 }, { title: 'La festa' }];

async function planned() {
  const open = await openAssembly(town, giulia, association, {}, agenda);
  const [park, feast] = (await assemblyOf(giulia, open.phaseId)).items;
  return { ...open, park: park?.id ?? '', feast: feast?.id ?? '' };
}

const questions = async (person: Person, phaseId: string) =>
  fine(
    await person.query<{ assemblyQuestions: { nodes: { id: string; supports: number | null }[] } }>(
      `query ($phaseId: UUID!) { assemblyQuestions(phaseId: $phaseId) { nodes { id supports } } }`,
      { phaseId },
    ),
  ).assemblyQuestions.nodes;

describe('an agenda', () => {
  test('changes until the assembly begins, by those who run it; one item at a time is now', async () => {
    const { phaseId, park, feast } = await planned();
    expect((await planAssembly(await town.member(), phaseId, 2, agenda)).codes).toEqual(['NOT_FOUND']);
    expect((await planAssembly(marco, phaseId, 1, agenda)).codes).toEqual(['CHANGED_MEANWHILE']);
    fine(await setItemState(giulia, park, 'NOW'));
    fine(await setItemState(giulia, feast, 'NOW'));
    const seen = await assemblyOf(town.visitor, phaseId);
    expect(seen.items.map(({ title, minutes, state }) => ({ title: title.words, minutes, state }))).toEqual([
      { title: 'Il parco', minutes: 20, state: 'DONE' },
      { title: 'La festa', minutes: null, state: 'NOW' },
    ]);
    expect((await planAssembly(giulia, phaseId, 2, agenda)).codes).toEqual(['WRONG_STATE']);
  });

  test('is there before everybody sees the consultation, and is never empty from then on', async () => {
    const { id, phaseId } = await draftAssembly(town, giulia, association);
    const missing = async () =>
      fine(
        await giulia.query<{ consultation: { missing: string[] } }>(
          `query ($id: UUID!) { consultation(id: $id) { missing } }`,
          {
            id,
          },
        ),
      ).consultation.missing;
    expect(await missing()).toEqual(['AGENDA']);
    expect((await changeConsultation(giulia, 'publishConsultation', id)).codes).toEqual(['NOT_READY']);
    fine(await planAssembly(giulia, phaseId, 1, agenda));
    expect(await missing()).toEqual([]);
    fine(await planAssembly(giulia, phaseId, 2, []));
    expect(await missing()).toEqual(['AGENDA']);
    fine(await planAssembly(giulia, phaseId, 3, agenda));
    fine(await changeConsultation(giulia, 'publishConsultation', id));
    expect((await planAssembly(giulia, phaseId, 4, [])).codes).toEqual(['REQUIRED']);
  });

  test('is linked to a date of the same organisation; how many came is not told under five', async () => {
    const { phaseId } = await openAssembly(town, giulia, association);
    const foreign = await insertEvent(town, await town.organisation());
    expect((await planAssembly(giulia, phaseId, 2, agenda, foreign)).codes).toEqual(['INVALID_INPUT']);
    const dateId = await insertEvent(town, association);
    fine(await planAssembly(giulia, phaseId, 2, agenda, dateId));
    expect(await assemblyOf(town.visitor, phaseId)).toMatchObject({ dateId, attendance: null });
  });

  test('meets at a date to come, or at one in the time of its step, when it is written down afterwards', async () => {
    const { phaseId } = await openAssembly(town, giulia, association);
    const at = async (hours: number) => {
      const dateId = await insertEvent(town, association);
      await town.pool.query(
        `update event_date set starts_at = $2, planned_at = $2, ends_at = $2::timestamptz + interval '1 hour' where id = $1`,
        [dateId, new Date(town.now.getTime() + hours * 3_600_000)],
      );
      return dateId;
    };
    const refused = async (dateId: string) =>
      (await planAssembly(giulia, phaseId, 2, agenda, dateId)).errors[0]?.extensions;
    expect(await refused(await at(-30))).toMatchObject({ code: 'DATE_IN_PAST', field: 'dateId' });
    const off = await at(30);
    await town.pool.query(`update event_date set cancelled_at = now() where id = $1`, [off]);
    expect(await refused(off)).toMatchObject({ code: 'WRONG_STATE', field: 'dateId' });

    const evening = await at(3);
    town.now = new Date(town.now.getTime() + 24 * 3_600_000);
    fine(await planAssembly(giulia, phaseId, 2, agenda, evening));
    await town.pool.query(`update event_date set cancelled_at = now() where id = $1`, [evening]);
    fine(await planAssembly(giulia, phaseId, 3, agenda, evening));
  });
});

describe('people ask the assembly', () => {
  test('supports are one each, however many at once; under five they are not counted out; hidden is out of sight', async () => {
    const { phaseId } = await planned();
    const rosa = await town.member();
    const first = fine(await askAssembly(rosa, phaseId, 'Quando si comincia?')).askAssembly.id;
    const second = fine(await askAssembly(rosa, phaseId, 'Chi paga?')).askAssembly.id;
    expect((await askAssembly(rosa, phaseId, 'Chi paga?')).codes).toEqual(['SAID_ALREADY']);
    const people = await Promise.all(Array.from({ length: 5 }, () => town.member()));
    await Promise.all(people.flatMap((one) => [supportQuestion(one, second), supportQuestion(one, second)]));
    fine(await supportQuestion(people[0] as Person, first));
    const read = async () => (await questions(town.visitor, phaseId)).map(({ id, supports }) => [id, supports]);
    expect((await read()).map(([, supports]) => supports)).toEqual([null, null]);
    const release = () => releaseQuestionSupports.run({ em: town.app.orm.em.fork(), clock: { now: () => town.now } });
    await release();
    const released = [
      [second, 5],
      [first, null],
    ];
    expect(await read()).toEqual(released);
    fine(await supportQuestion(people[0] as Person, second, false));
    await release();
    expect(await read(), 'whose it was does not show').toEqual(released);
    expect((await hideQuestion(rosa, second, true)).codes).toEqual(['NOT_FOUND']);
    fine(await hideQuestion(marco, second, true));
    expect((await questions(rosa, phaseId)).map(({ id }) => id)).toEqual([first]);
    expect(await questions(marco, phaseId)).toHaveLength(2);
    expect((await supportQuestion(rosa, second)).codes).toEqual(['NOT_FOUND']);
  });
});

describe('a question that those who run the assembly hide', () => {
  test('its author is told by whom, reads which one and why, and hears when it is back; with a code on the page', async () => {
    const { id, phaseId } = await planned();
    const rosa = await town.member({ locale: 'en' });
    const question = fine(await askAssembly(rosa, phaseId, 'Chi paga i fiori?')).askAssembly.id;
    const own = async (person: Person, token: string | null = null) =>
      fine(
        await person.query<{ assemblyPart: { hiddenQuestions: object[] } }>(
          `query ($phaseId: UUID!, $token: String) {
             assemblyPart(phaseId: $phaseId, token: $token) { hiddenQuestions { id hiddenReason text { words } } } }`,
          { phaseId, token },
        ),
      ).assemblyPart.hiddenQuestions;
    const told = async () =>
      fine(
        await rosa.query<{ notifications: { nodes: { kind: string; text: string; path: string }[] } }>(
          '{ notifications(first: 9) { nodes { kind text path } } }',
        ),
      ).notifications.nodes.filter(({ kind }) => kind === 'QUESTION_DECIDED');
    expect(await own(rosa)).toEqual([]);
    fine(await hideQuestion(marco, question, true, 'UNCLEAR'));
    fine(await hideQuestion(giulia, question, true, 'OFF_TOPIC'));
    expect(await own(rosa)).toEqual([
      { id: question, hiddenReason: 'OFF_TOPIC', text: { words: 'Chi paga i fiori?' } },
    ]);
    expect(await own(await town.member())).toEqual([]);
    const [hidden, ...more] = await told();
    expect(more).toEqual([]);
    expect(hidden?.path).toBe(`/consultations/${id}/assembly/${phaseId}`);
    expect(hidden?.text).toMatch(/Those who run the assembly hid it.*talk to Associazione/);
    expect(hidden?.text).not.toMatch(/Giulia|Marco|fiori/);
    fine(await hideQuestion(marco, question, false));
    expect(await own(rosa)).toEqual([]);
    expect((await told()).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Everybody can read it again'),
    );

    const coded = await openAssembly(town, giulia, association, { who: 'CODES' });
    const [code = ''] = await makeCodes(giulia, coded.id, 1);
    const { token } = fine(await useCode(town.visitor, coded.id, code)).useCode;
    const asked = fine(await askAssembly(town.visitor, coded.phaseId, 'Senza nome?', token)).askAssembly.id;
    fine(await hideQuestion(marco, asked, true));
    const { assemblyPart } = fine(
      await town.visitor.query<{ assemblyPart: { hiddenQuestions: object[] } }>(
        'query ($phaseId: UUID!, $token: String) { assemblyPart(phaseId: $phaseId, token: $token) { hiddenQuestions { id hiddenReason } } }',
        { phaseId: coded.phaseId, token },
      ),
    );
    expect(assemblyPart.hiddenQuestions).toEqual([{ id: asked, hiddenReason: null }]);
  });
});

describe('a question that is reported', () => {
  test('and taken down is gone for everybody, organisers too, until an appeal brings it back; its author is told', async () => {
    const { id, phaseId } = await planned();
    const rude = await town.member();
    const question = fine(await askAssembly(rude, phaseId, 'Parole che feriscono?')).askAssembly.id;
    expect((await report(rude, 'ASSEMBLY_QUESTION', question)).codes).toEqual(['OWN_CONTENT']);
    fine(await report(await town.member(), 'ASSEMBLY_QUESTION', question));
    const moderator = await town.member({ townRole: 'ADMINISTRATOR' });
    const { id: caseId } = await caseOf(moderator, 'Parole che feriscono?');
    fine(await decide(moderator, caseId));
    for (const one of [rude, giulia]) expect(await questions(one, phaseId)).toEqual([]);
    expect((await hideQuestion(giulia, question, false)).codes).toEqual(['NOT_FOUND']);
    expect((await supportQuestion(giulia, question)).codes).toEqual(['NOT_FOUND']);
    expect((await report(await town.member(), 'ASSEMBLY_QUESTION', question)).codes).toEqual(['NOT_FOUND']);
    expect(fine(await toTranslate(giulia, id, 'ar')).consultationTranslations.nodes).not.toContainEqual(
      expect.objectContaining({ kind: 'ASSEMBLY_QUESTION' }),
    );
    const { rows } = await town.pool.query<{ kind: string }>('select kind from notification where member_id = $1', [
      rude.id,
    ]);
    expect(rows).toEqual([{ kind: 'MODERATION_DECIDED' }]);
    fine(await appeal(rude, caseId));
    fine(await answerAppeal(await town.member({ townRole: 'COORDINATOR' }), caseId));
    expect((await questions(giulia, phaseId)).map((one) => one.id)).toEqual([question]);
  });

  test('and was asked with a code is hidden, and nobody is warned or suspended in the place of who asked', async () => {
    const { id, phaseId } = await openAssembly(town, giulia, association, { who: 'CODES' });
    const [code = ''] = await makeCodes(giulia, id, 1);
    const { token } = fine(await useCode(town.visitor, id, code)).useCode;
    const question = fine(await askAssembly(town.visitor, phaseId, 'Senza nome?', token)).askAssembly.id;
    fine(await report(giulia, 'ASSEMBLY_QUESTION', question));
    const moderator = await town.member({ townRole: 'ADMINISTRATOR' });
    const { id: caseId } = await caseOf(moderator, 'Senza nome?');
    const suspendUntil = new Date(town.now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
    expect((await decide(moderator, caseId, { outcome: 'SUSPEND', suspendUntil })).codes).toEqual(['NOBODY_TO_WARN']);
    expect((await decide(moderator, caseId, { outcome: 'WARN' })).codes).toEqual(['NOBODY_TO_WARN']);
    fine(await decide(moderator, caseId));
    expect(await questions(giulia, phaseId)).toEqual([]);
    for (const staff of [giulia, marco]) fine(await askAssembly(staff, (await planned()).phaseId, 'Si può scrivere?'));
  });
});

describe('minutes', () => {
  test.each([
    ['hands', (park: string) => noteHands(giulia, park, [7, 3, 1])],
    ['words', (park: string, version: number) => writeMinutes(giulia, park, version, 'Si fa la fontana.')],
  ])('%s never move to another topic: what is talked about stays once something is noted', async (_, note) => {
    const { phaseId, park } = await planned();
    fine(await note(park, (await assemblyOf(giulia, phaseId)).version));
    fine(await setItemState(giulia, park, 'COMING'));
    const { version, items } = await assemblyOf(giulia, phaseId);
    expect((await planAssembly(giulia, phaseId, version, [{ title: 'Le quote' }])).codes).toEqual(['WRONG_STATE']);
    expect((await assemblyOf(giulia, phaseId)).items).toEqual(items);
  });

  test('two people sign the same words; before that nobody else reads them, and after it nothing changes', async () => {
    const { phaseId, park, feast } = await planned();
    fine(await noteHands(giulia, park, [12, 3, 1]));
    fine(await noteHands(giulia, park, [12, 4, 1]));
    expect((await noteHands(giulia, park, [-1, 0, 0])).codes).toEqual(['OUT_OF_RANGE']);
    const version = async () => (await assemblyOf(giulia, phaseId)).version;
    fine(await writeMinutes(marco, park, await version(), 'Si fa la fontana.'));
    expect((await writeMinutes(giulia, park, 1, 'Altro.')).codes).toEqual(['CHANGED_MEANWHILE']);
    expect((await signMinutes(giulia, phaseId, await version())).codes).toEqual(['WRONG_STATE']);
    for (const id of [park, feast]) fine(await setItemState(giulia, id, 'DONE'));
    expect((await assemblyOf(town.visitor, phaseId)).items[0]).toMatchObject({ record: null, hands: [] });
    expect((await assemblyOf(marco, phaseId)).items[0]?.hands).toHaveLength(2);

    fine(await signMinutes(giulia, phaseId, await version()));
    expect((await signMinutes(giulia, phaseId, await version())).codes).toEqual(['ALREADY_DECIDED']);
    fine(await writeMinutes(marco, park, await version(), 'Si fa la fontana, in primavera.'));
    expect(await assemblyOf(giulia, phaseId)).toMatchObject({ signatures: 0, signedAt: null });
    const rosa = await town.member();
    const asked = fine(await askAssembly(rosa, phaseId, 'E la panchina?')).askAssembly.id;
    fine(await signMinutes(giulia, phaseId, await version()));
    fine(await signMinutes(marco, phaseId, await version()));
    expect((await askAssembly(rosa, phaseId, 'E il gioco?')).codes).toEqual(['NOT_OPEN']);
    expect((await supportQuestion(rosa, asked)).codes).toEqual(['NOT_OPEN']);

    const seen = await assemblyOf(town.visitor, phaseId);
    expect(seen.signedAt).not.toBeNull();
    expect(seen.items[0]).toMatchObject({
      record: { words: 'Si fa la fontana, in primavera.' },
      hands: [{ inFavour: 12, against: 4, abstained: 1 }],
    });
    expect((await writeMinutes(giulia, park, seen.version, 'No.')).codes).toEqual(['WRONG_STATE']);
    expect((await noteHands(giulia, park, [0, 0, 0])).codes).toEqual(['WRONG_STATE']);
    for (const change of [
      `update agenda_item set record = 'No.' where id = $1`,
      `insert into show_of_hands (id, item_id, in_favour, against, abstained, noted_at) values (uuidv7(), $1, 0, 0, 0, now())`,
      `delete from show_of_hands where item_id = $1`,
    ])
      await expect(town.pool.query(change, [park])).rejects.toThrow('Signed minutes stay as they are');
  });

  test('two people who sign at the same moment are two signatures, and one who does so twice is one', async () => {
    const { phaseId, park, feast } = await planned();
    for (const id of [park, feast]) fine(await setItemState(giulia, id, 'DONE'));
    const { version } = await assemblyOf(giulia, phaseId);
    const answers = await Promise.all([giulia, marco, giulia].map((one) => signMinutes(one, phaseId, version)));
    expect(answers.flatMap(({ codes }) => codes)).toHaveLength(1);
    expect(await assemblyOf(town.visitor, phaseId)).toMatchObject({ signatures: 2 });
  });
});
