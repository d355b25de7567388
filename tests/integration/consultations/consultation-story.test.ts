import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changeConsultation,
  consultationWords,
  draftConsultation,
  fine,
  inHours,
  openConsultation,
  participation,
  publishConsultation,
} from '../../testkit/consultations.ts';
import { setOptions } from '../../testkit/votes.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';

let town: Town;
let association: string;
let giulia: Person;
let rosa: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
  rosa = await town.member({ name: 'Rosa', zoneId: town.zones[0]?.id ?? '' });
});
afterAll(() => town.close());

const read = (person: Person, id: string) =>
  person.query<{ consultation: Record<string, unknown> & { missing: string[]; stage: string; version: number } }>(
    `query ($id: UUID!) { consultation(id: $id) { stage version missing viewerCanEdit viewerCanPublish viewerCanReopen
       question { words language state } explanation { words } description { words } documents { title url }
       rule { method quorum decisionBody { words language } answerBy answerOwedBy { words language } } phases { kind method opensAt open } organisation { id } source { question } } }`,
    { id },
  );

const update = (person: Person, id: string, version: number, changes: Record<string, unknown> = {}) =>
  person.query(
    `mutation ($key: UUID!, $id: UUID!, $version: Int!, $input: ConsultationInput!) {
       updateConsultation(key: $key, id: $id, version: $version, input: $input) { id } }`,
    { key: newKey(), id, version, input: consultationWords(town, changes) },
  );

const updateWords = (person: Person, id: string, version: number, explanation: string) => {
  const { description, documents, languages } = consultationWords(town);
  return person.query(
    `mutation ($key: UUID!, $id: UUID!, $version: Int!, $input: ConsultationWordsInput!) {
       updateConsultationWords(key: $key, id: $id, version: $version, input: $input) { id version } }`,
    { key: newKey(), id, version, input: { explanation, description, documents, languages } },
  );
};

describe('a consultation from draft to answer', () => {
  test('a draft says what it lacks, is published when nothing is missing, opens and closes by its dates', async () => {
    const { id, version } = await draftConsultation(town, giulia, association, {
      explanation: '',
      decisionBody: '',
      answerBy: null,
      phases: [],
    });
    expect(fine(await read(giulia, id)).consultation.missing).toEqual([
      'EXPLANATION',
      'DECISION_BODY',
      'PHASES',
      'ANSWER_BY',
    ]);
    expect((await read(rosa, id)).codes).toEqual(['NOT_FOUND']);
    expect((await read(town.visitor, id)).codes).toEqual(['NOT_FOUND']);
    const refused = await changeConsultation(giulia, 'publishConsultation', id);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'NOT_READY', params: { missing: 'EXPLANATION' } });

    fine(await update(giulia, id, version));
    expect(fine(await read(giulia, id)).consultation.missing).toEqual(['STATEMENTS']);
    expect((await update(giulia, id, version)).codes).toEqual(['CHANGED_MEANWHILE']);
    const { rows } = await town.pool.query<{ id: string }>(
      `select id from consultation_phase where consultation_id = $1 and method is not null`,
      [id],
    );
    fine(
      await giulia.query(
        `mutation ($key: UUID!, $id: UUID!) { addStatements(key: $key, phaseId: $id, texts: ["Uno", "Due", "Tre", "uno"], language: "it") { id } }`,
        { key: newKey(), id: rows[0]?.id },
      ),
    );
    fine(await changeConsultation(giulia, 'publishConsultation', id));

    const { consultation } = fine(await read(town.visitor, id));
    expect(consultation).toMatchObject({
      stage: 'COMING',
      missing: [],
      viewerCanEdit: false,
      source: null,
      question: { words: 'Che cosa serve al giardino di via Staffetta?', language: 'it', state: 'ORIGINAL' },
      rule: {
        method: 'OPINIONS',
        quorum: null,
        decisionBody: { words: 'Consulta di quartiere', language: 'it' },
        answerBy: inHours(town, 24 * 20).slice(0, 10),
        answerOwedBy: { words: 'Consulta di quartiere', language: 'it' },
      },
      phases: [
        { kind: 'COLLECT', method: 'STATEMENTS', open: false },
        { kind: 'WEIGH', method: null, open: false },
      ],
    });
    const start = town.now;
    town.now = new Date(start.getTime() + 2 * 3_600_000);
    expect(fine(await read(town.visitor, id)).consultation.stage).toBe('OPEN');
    town.now = new Date(start.getTime() + 74 * 3_600_000);
    expect(fine(await read(town.visitor, id)).consultation.stage).toBe('CLOSED');
  });

  test('steps of a draft are moved and taken away, and the others keep what they hold', async () => {
    const steps = [
      { kind: 'COLLECT', method: 'STATEMENTS', opensAt: inHours(town, 1), closesAt: inHours(town, 24) },
      { kind: 'DECIDE', method: 'VOTE', opensAt: inHours(town, 24), closesAt: inHours(town, 49) },
    ];
    const vote = { ruleMethod: 'APPROVAL', phases: steps };
    const { id, version } = await draftConsultation(town, giulia, association, vote);
    const { rows } = await town.pool.query<{ id: string }>(
      `select id from consultation_phase where consultation_id = $1 and method = 'VOTE'`,
      [id],
    );
    fine(await setOptions(giulia, rows[0]?.id ?? '', [{ text: 'Panchine' }, { text: 'Alberi' }]));
    const held = async () =>
      (
        await town.pool.query<{ step: string }>(
          `select p.position || ' ' || coalesce(p.method, '-') || ' ' || count(o.id) || ' ' || count(s.id) as step
             from consultation_phase p left join ballot_option o on o.phase_id = p.id
             left join statement s on s.phase_id = p.id where p.consultation_id = $1 group by p.id order by p.position`,
          [id],
        )
      ).rows.map(({ step }) => step);
    const before = { kind: 'PREPARE', opensAt: inHours(town, 0.5), closesAt: inHours(town, 1) };
    fine(await update(giulia, id, version, { ...vote, phases: [before, ...steps] }));
    expect(await held()).toEqual(['0 - 0 0', '1 STATEMENTS 0 4', '2 VOTE 2 0']);
    fine(await update(giulia, id, version + 1, { ...vote, phases: steps.slice(1) }));
    expect(await held()).toEqual(['0 VOTE 2 0']);
  });

  test('lists show what is open, what comes and what is over, and drafts only to those who prepare them', async () => {
    const over = await openConsultation(town, giulia, association, { question: 'Passata?' });
    town.now = new Date(town.now.getTime() + 80 * 3_600_000);
    const open = await openConsultation(town, giulia, association, { question: 'Aperta?' });
    const coming = await publishConsultation(town, giulia, association, { question: 'Futura?' });
    const draft = await draftConsultation(town, giulia, association, { question: 'Bozza?' });
    const list = async (stage: string, first = 50, after: string | null = null) => {
      const { consultations } = fine(
        await town.visitor.query<{
          consultations: { nodes: { id: string }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
        }>(
          `query ($stage: ConsultationStage!, $first: Int!, $after: String) { consultations(stage: $stage, first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
          { stage, first, after },
        ),
      );
      return { ids: consultations.nodes.map(({ id }) => id), ...consultations.pageInfo };
    };
    expect((await list('OPEN')).ids).toContain(open.id);
    expect((await list('COMING')).ids).toContain(coming.id);
    const closed = (await list('CLOSED')).ids;
    expect(closed).toContain(over.id);
    const [first, second] = [await list('CLOSED', 1), await list('CLOSED', 1, (await list('CLOSED', 1)).endCursor)];
    expect([...first.ids, ...second.ids]).toEqual(closed.slice(0, 2));
    for (const stage of ['OPEN', 'COMING', 'CLOSED']) expect((await list(stage)).ids).not.toContain(draft.id);
    const mine = fine(
      await giulia.query<{ myConsultations: { nodes: { id: string }[] } }>('{ myConsultations { nodes { id } } }'),
    );
    expect(mine.myConsultations.nodes[0]?.id).toBe(draft.id);
  });
});

describe('what is fixed once it is published', () => {
  test('organisers change neither question, dates nor rule; they still find better words', async () => {
    const { id } = await openConsultation(town, giulia, association);
    const { version } = fine(await read(giulia, id)).consultation;
    expect((await update(giulia, id, version, { question: 'Un’altra?' })).codes).toEqual(['WRONG_STATE']);
    expect((await changeConsultation(giulia, 'reopenConsultation', id)).codes).toEqual(['WRONG_STATE']);
    expect((await changeConsultation(giulia, 'removeConsultationDraft', id)).codes).toEqual(['WRONG_STATE']);
    fine(await updateWords(giulia, id, version, 'Parole più semplici.'));
    expect((await updateWords(giulia, id, version + 1, ' ')).errors[0]?.extensions).toMatchObject({
      code: 'REQUIRED',
      field: 'input.explanation',
    });
    expect(fine(await read(town.visitor, id)).consultation).toMatchObject({
      explanation: { words: 'Parole più semplici.' },
    });
  });

  test.each([
    [`update consultation set quorum = 3 where id = $1`],
    [`update consultation set decision_body = 'Giunta' where id = $1`],
    [`update consultation set answer_by = answer_by + 1 where id = $1`],
    [`update consultation set rule_method = 'APPROVAL', ties = 'LOT' where id = $1`],
    [`update consultation set question = 'Altro?' where id = $1`],
    [`update consultation set who = 'CODES' where id = $1`],
    [`update consultation set closes_at = closes_at + interval '1 day' where id = $1`],
    [`delete from consultation where id = $1`],
    [`update consultation_phase set closes_at = closes_at + interval '1 day' where consultation_id = $1`],
    [`delete from consultation_phase where consultation_id = $1`],
    [
      `insert into consultation_phase (id, consultation_id, position, kind, opens_at, closes_at) values (uuidv7(), $1, 7, 'DECIDE', now(), now() + interval '1 day')`,
    ],
  ])('the database refuses: %s', async (statement) => {
    const { id } = await publishConsultation(town, giulia, association);
    await expect(town.pool.query(statement, [id])).rejects.toThrow(/published consultation/);
  });

  test('before it opens, organisers take it back, change it and publish it again', async () => {
    const { id, version } = await publishConsultation(town, giulia, association);
    fine(await changeConsultation(giulia, 'reopenConsultation', id));
    expect((await read(town.visitor, id)).codes).toEqual(['NOT_FOUND']);
    fine(await update(giulia, id, version + 2, { question: 'Che cosa manca al giardino?' }));
    fine(await changeConsultation(giulia, 'publishConsultation', id));
    expect(fine(await read(town.visitor, id)).consultation).toMatchObject({
      question: { words: 'Che cosa manca al giardino?' },
    });
  });

  test('once somebody took part, the database does not take it back, whatever the clock of a program says', async () => {
    const { id } = await publishConsultation(town, giulia, association);
    await town.pool.query(`insert into participant (id, consultation_id) values (uuidv7(), $1)`, [id]);
    await expect(
      town.pool.query(`update consultation set state = 'DRAFT', published_at = null where id = $1`, [id]),
    ).rejects.toThrow(/stays published/);
  });
});

describe('who may take part is told', () => {
  const standing = async (person: Person, id: string) => (await participation(person, id)).standing;

  test('members of everybody’s, of a zone’s and of a group’s; codes only; nobody before it opens', async () => {
    const coming = await publishConsultation(town, giulia, association);
    expect(await standing(rosa, coming.id)).toBe('NOT_OPEN');
    const everyone = await openConsultation(town, giulia, association);
    expect([await standing(town.visitor, everyone.id), await standing(rosa, everyone.id)]).toEqual(['SIGN_IN', 'MAY']);
    const elsewhere = await town.member({ zoneId: town.zones[2]?.id ?? '' });
    const ofZone = await openConsultation(town, giulia, association, { who: 'ZONE', zoneId: town.zones[0]?.id });
    expect([await standing(rosa, ofZone.id), await standing(elsewhere, ofZone.id)]).toEqual(['MAY', 'OTHER_ZONE']);
    const volunteer = await town.member({ in: { organisationId: association, role: 'VOLUNTEER' } });
    const ofGroup = await openConsultation(town, giulia, association, { who: 'GROUP', groupId: association });
    expect([await standing(volunteer, ofGroup.id), await standing(rosa, ofGroup.id)]).toEqual(['MAY', 'OTHER_GROUP']);
    const withCodes = await openConsultation(town, giulia, association, { who: 'CODES' });
    expect([await standing(town.visitor, withCodes.id), await standing(rosa, withCodes.id)]).toEqual([
      'NEEDS_CODE',
      'NEEDS_CODE',
    ]);
  });
});

describe('what cannot be', () => {
  test.each([
    [{ question: ' ' }, 'REQUIRED', 'input.question'],
    [{ who: 'ZONE' }, 'INVALID_INPUT', 'input.zoneId'],
    [{ who: 'GROUP', groupId: newKey() }, 'INVALID_INPUT', 'input.groupId'],
    [{ documents: [{ title: '', url: 'https://example.org' }] }, 'REQUIRED', 'input.documents'],
  ])('%j', async (changes, code, field) => {
    const refused = await giulia.query(
      `mutation ($key: UUID!, $organisationId: UUID!, $input: ConsultationInput!) {
         createConsultation(key: $key, organisationId: $organisationId, input: $input) { id } }`,
      { key: newKey(), organisationId: association, input: consultationWords(town, changes) },
    );
    expect(refused.errors[0]?.extensions).toMatchObject({ code, field });
  });

  test('steps that overlap, an answer before the end, a language without its words are not published', async () => {
    const { id } = await draftConsultation(town, giulia, association, {
      languages: ['it', 'ar'],
      answerBy: inHours(town, 24).slice(0, 10),
      phases: [
        { kind: 'COLLECT', method: 'STATEMENTS', opensAt: inHours(town, 1), closesAt: inHours(town, 49) },
        { kind: 'WEIGH', opensAt: inHours(town, 40), closesAt: inHours(town, 73) },
      ],
    });
    expect(fine(await read(giulia, id)).consultation.missing).toEqual([
      'PHASE_ORDER',
      'ANSWER_TOO_EARLY',
      'TRANSLATIONS',
    ]);
  });
});
