import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answer,
  draftConsultation,
  fine,
  makeCodes,
  openConsultation,
  statementIds,
  useCode,
  weigh,
} from '../../testkit/consultations.ts';
import { dayIn } from '../../testkit/actions.ts';
import {
  addCommitment,
  addGround,
  beginFromCommitment,
  decisionWords,
  moveCommitment,
  publishDecision,
  publishedDecision,
  readDecision,
  saveDecision,
  tellOf,
  tellOfLate,
} from '../../testkit/decisions.ts';
import { changeDate } from '../../testkit/events.ts';
import { makeProposal, openForProposals, publishedProposal } from '../../testkit/proposals.ts';
import { countAllSurveys, insertReplies, openSurvey } from '../../testkit/surveys.ts';
import { createTown, newKey, type Person, type Town } from '../../testkit/town.ts';
import { countAll, endVote, insertBallots, openVote } from '../../testkit/votes.ts';

let town: Town;
let association: string;
let giulia: Person;
beforeAll(async () => {
  town = await createTown();
  association = await town.organisation();
  giulia = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
});
afterAll(() => town.close());

const days = (count: number) => (town.now = new Date(town.now.getTime() + count * 86_400_000));

/** A consultation that has ended, with its result. */
async function ended(changes: Record<string, unknown> = {}) {
  const consultation = await openConsultation(town, giulia, association, changes);
  days(4);
  await weigh(town);
  return consultation;
}

const noticesOf = async ({ id }: Person, kinds: string): Promise<{ kind: string; title: string; path: string }[]> =>
  (
    await town.pool.query<{ kind: string; title: string; path: string }>(
      `select kind, params ->> 'title' as title, path from notification where member_id = $1 and kind like $2 order by id`,
      [id, kinds],
    )
  ).rows;

describe('a decision', () => {
  test('is written by organisers, read by nobody else, and lacks what it must say until it says it', async () => {
    const { id, phaseId } = await openConsultation(town, giulia, association);
    const rosa = await town.member();
    expect((await saveDecision(rosa, id, decisionWords(town))).codes).toEqual(['NOT_FOUND']);
    fine(await saveDecision(giulia, id, decisionWords(town, { outcome: 'PARTLY', words: '', decidedOn: null })));
    expect(await readDecision(rosa, id)).toBeNull();
    expect((await readDecision(giulia, id))?.missing).toEqual(['CLOSED', 'COUNT', 'WORDS', 'DECIDED_ON', 'GROUNDS']);
    expect((await publishDecision(giulia, id)).errors[0]?.extensions).toMatchObject({
      code: 'NOT_READY',
      params: { missing: 'CLOSED' },
    });
    days(4);
    fine(await saveDecision(giulia, id, decisionWords(town, { outcome: 'PARTLY', version: 1 })));
    const [bench = '', , dogs = ''] = await statementIds(town, phaseId);
    const ground = (subjectId: string, stance: string, why = '') => ({ kind: 'STATEMENT', subjectId, stance, why });
    fine(await addGround(giulia, id, ground(bench, 'FOLLOWS')));
    expect((await addGround(giulia, id, ground(dogs, 'DEPARTS'))).codes).toEqual(['REQUIRED']);
    fine(await addGround(giulia, id, ground(dogs, 'DEPARTS', 'Non c’è spazio.')));
    expect((await readDecision(giulia, id))?.missing, 'there is no result yet').toEqual(['COUNT']);
    expect((await publishDecision(giulia, id)).errors[0]?.extensions).toMatchObject({ params: { missing: 'COUNT' } });
    await weigh(town);
    const elsewhere = await openConsultation(town, giulia, association);
    const [other = ''] = await statementIds(town, elsewhere.phaseId);
    expect((await addGround(giulia, id, ground(other, 'FOLLOWS'))).codes).toEqual(['INVALID_INPUT']);
    fine(await publishDecision(giulia, id));
    expect(await readDecision(town.visitor, id)).toMatchObject({
      state: 'PUBLISHED',
      missing: [],
      grounds: [
        { stance: 'FOLLOWS', said: { words: 'Servono più panchine all’ombra.' } },
        { stance: 'DEPARTS', why: { words: 'Non c’è spazio.' } },
      ],
    });
  });

  test('is of a day since people had been heard, and names something that people said where there is something', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    await town.pool.query(
      `with voter as (insert into participant (id, consultation_id) select uuidv7(), $1 from generate_series(1, 6) returning id)
       insert into elector (phase_id, participant_id) select $2, id from voter`,
      [vote.id, vote.phaseId],
    );
    const opened = dayIn(town, 0);
    days(3);
    await countAll(town);
    const save = (changes: Record<string, unknown>) => saveDecision(giulia, vote.id, decisionWords(town, changes));
    for (const [decidedOn, code] of [
      [opened, 'DATE_BEFORE_HEARD'],
      [dayIn(town, 1), 'DATE_IN_FUTURE'],
    ])
      expect((await save({ decidedOn })).errors[0]?.extensions).toMatchObject({ code, field: 'input.decidedOn' });
    fine(await save({ reasons: '' }));
    expect((await readDecision(giulia, vote.id))?.missing).toEqual(['REASONS', 'FOLLOWED']);
    fine(await save({ outcome: 'UNANSWERED', version: 1 }));
    expect((await readDecision(giulia, vote.id))?.missing, 'people did answer').toEqual(['ANSWERED']);
    fine(await save({ version: 2 }));
    expect((await publishDecision(giulia, vote.id)).errors[0]?.extensions).toMatchObject({
      params: { missing: 'FOLLOWED' },
    });
    fine(await addGround(giulia, vote.id, { kind: 'OPTION', subjectId: vote.optionIds[0], stance: 'FOLLOWS' }));
    fine(await publishDecision(giulia, vote.id));

    const silent = await ended();
    fine(await saveDecision(giulia, silent.id, decisionWords(town)));
    expect((await readDecision(giulia, silent.id))?.missing, 'there is nothing it could follow').toEqual(['FOLLOWED']);
    fine(await saveDecision(giulia, silent.id, decisionWords(town, { outcome: 'UNANSWERED', version: 1 })));
    const { rows } = await town.pool.query<{ id: string }>('select id from statement where phase_id = $1', [
      silent.phaseId,
    ]);
    const named = { kind: 'STATEMENT', subjectId: rows[0]?.id, stance: 'FOLLOWS' };
    const { addGround: withGround } = fine(await addGround(giulia, silent.id, named));
    expect((await readDecision(giulia, silent.id))?.missing, 'what is named was said').toEqual(['ANSWERED']);
    await town.pool.query('delete from decision_ground where decision_id = $1', [withGround?.id]);
    fine(await publishDecision(giulia, silent.id));
  });

  test('after a vote waits for the count, and takes a stand on its options', async () => {
    const vote = await openVote(town, giulia, association, { ruleMethod: 'APPROVAL' });
    await insertBallots(
      town,
      vote,
      Array.from({ length: 6 }, () => [1, null, null, null]),
    );
    town.now = new Date(town.now.getTime() + 49 * 3_600_000);
    fine(await saveDecision(giulia, vote.id, decisionWords(town)));
    fine(await addGround(giulia, vote.id, { kind: 'OPTION', subjectId: vote.optionIds[0], stance: 'FOLLOWS' }));
    expect((await readDecision(giulia, vote.id))?.missing).toEqual(['COUNT']);
    await endVote(town);
    fine(await publishDecision(giulia, vote.id));
    expect((await readDecision(town.visitor, vote.id))?.grounds).toMatchObject([
      { kind: 'OPTION', said: { words: 'Panchine' } },
    ]);
  });

  test('takes a stand on proposals that everybody reads and on what a survey asked, once that is counted', async () => {
    const survey = await openSurvey(town, giulia, association);
    await insertReplies(town, survey, 6, { 0: [0] });
    days(2);
    fine(await saveDecision(giulia, survey.id, decisionWords(town)));
    const asked = { kind: 'QUESTION', subjectId: survey.questionIds[0], stance: 'FOLLOWS' };
    fine(await addGround(giulia, survey.id, asked));
    fine(await addGround(giulia, survey.id, { ...asked, why: 'Il giardino si usa.' }));
    expect((await readDecision(giulia, survey.id))?.missing).toEqual(['COUNT']);
    await countAllSurveys(town);
    fine(await publishDecision(giulia, survey.id));
    expect((await readDecision(town.visitor, survey.id))?.grounds).toMatchObject([
      { kind: 'QUESTION', said: { words: 'Usi il giardino?' }, why: { words: 'Il giardino si usa.' } },
    ]);

    const { id, phaseId } = await openForProposals(town, giulia, association);
    const of = { staff: giulia, author: await town.member(), phaseId };
    const [garden, stage] = [
      await publishedProposal(of, { title: 'Un orto' }),
      await publishedProposal(of, { title: 'Un palco' }),
    ];
    const { id: waiting } = fine(await makeProposal(of.author, phaseId, { title: 'Un muro' })).makeProposal;
    days(4);
    fine(await saveDecision(giulia, id, decisionWords(town)));
    expect((await readDecision(giulia, id))?.missing).toEqual(['FOLLOWED']);
    const stand = (subjectId: string) => addGround(giulia, id, { kind: 'PROPOSAL', subjectId, stance: 'FOLLOWS' });
    expect((await stand(waiting)).codes).toEqual(['INVALID_INPUT']);
    for (const proposal of [garden, stage]) fine(await stand(proposal));
    fine(await publishDecision(giulia, id));
    await town.pool.query('update proposal set hidden_at = now() where id = $1', [stage]);
    expect((await readDecision(town.visitor, id))?.grounds, 'what is hidden is hidden here too').toMatchObject([
      { kind: 'PROPOSAL', said: { words: 'Un orto' } },
    ]);
  });

  test('stays as it was published, with what it promised and rests on', async () => {
    const { id, phaseId } = await ended();
    const commitmentId = await publishedDecision(town, giulia, id);
    const [first = ''] = await statementIds(town, phaseId);
    expect((await saveDecision(giulia, id, decisionWords(town, { version: 2 }))).codes).toEqual(['WRONG_STATE']);
    expect((await addGround(giulia, id, { kind: 'STATEMENT', subjectId: first, stance: 'FOLLOWS' })).codes).toEqual([
      'WRONG_STATE',
    ]);
    for (const change of [
      `update decision set words = 'Altro' where consultation_id = '${id}'`,
      `delete from decision where consultation_id = '${id}'`,
      `update commitment set due_on = due_on + 30 where id = '${commitmentId}'`,
      `update commitment set owner = 'Nessuno' where id = '${commitmentId}'`,
      `delete from commitment where id = '${commitmentId}'`,
    ])
      await expect(town.pool.query(change)).rejects.toThrow(/stays/);
  });

  test('two who begin at once, or publish at once, make one', async () => {
    const { id } = await ended();
    const rita = await town.member({ in: { organisationId: association, role: 'STAFF' } });
    const saved = await Promise.all(
      [giulia, rita, giulia].map((one) => saveDecision(one, id, decisionWords(town, { outcome: 'UNANSWERED' }))),
    );
    expect(saved.map(({ codes }) => codes.join()).toSorted()).toEqual(['', 'CHANGED_MEANWHILE', 'CHANGED_MEANWHILE']);
    const published = await Promise.all([giulia, rita, giulia].map((one) => publishDecision(one, id)));
    expect(published.map(({ codes }) => codes.join()).toSorted()).toEqual(['', 'WRONG_STATE', 'WRONG_STATE']);
  });

  test('that does not come by its day shows as late', async () => {
    const { id } = await openConsultation(town, giulia, association);
    const isLate = async () =>
      fine(
        await town.visitor.query<{ consultation: { answerLate: boolean } }>(
          `query ($id: UUID!) { consultation(id: $id) { answerLate } }`,
          { id },
        ),
      ).consultation.answerLate;
    days(15);
    expect(await isLate()).toBe(false);
    days(7);
    expect(await isLate()).toBe(true);
    await publishedDecision(town, giulia, id);
    expect(await isLate()).toBe(false);
  });

  test('of a draft consultation there is none', async () => {
    const { id } = await draftConsultation(town, giulia, association);
    expect((await saveDecision(giulia, id, decisionWords(town))).codes).toEqual(['WRONG_STATE']);
  });
});

describe('everybody who took part is told', () => {
  test('once, in their language, what was decided and what was done of it', async () => {
    const { id, phaseId } = await openConsultation(town, giulia, association, { who: 'EVERYONE' });
    const [first = ''] = await statementIds(town, phaseId);
    const [rosa, omar, luca] = [await town.member(), await town.member(), await town.member()];
    await town.pool.query(`update member set locale = 'ar' where id = $1`, [omar.id]);
    fine(
      await giulia.query(
        `mutation ($key: UUID!, $id: UUID!) { saveTranslation(key: $key, subjectKind: "CONSULTATION", subjectId: $id, locale: "ar",
           fields: [{ name: "question", words: "ماذا تحتاج الحديقة؟" }]) { name } }`,
        { key: newKey(), id },
      ),
    );
    for (const person of [rosa, omar]) fine(await answer(person, first, 'AGREE'));
    const [code = ''] = await makeCodes(giulia, id, 1);
    const { token } = fine(await useCode(town.visitor, id, code)).useCode;
    fine(await answer(town.visitor, first, 'AGREE', token));
    days(4);
    const commitmentId = await publishedDecision(town, giulia, id);
    await Promise.all([tellOf(town), tellOf(town)]);
    await tellOf(town);
    const path = `/consultations/${id}/decision`;
    const decided = { kind: 'DECISION_PUBLISHED', path };
    expect(await noticesOf(rosa, '%')).toEqual([{ ...decided, title: 'Che cosa serve al giardino di via Staffetta?' }]);
    expect(await noticesOf(omar, '%')).toEqual([{ ...decided, title: 'ماذا تحتاج الحديقة؟' }]);
    expect(await noticesOf(luca, '%')).toEqual([]);

    fine(await moveCommitment(giulia, commitmentId, { state: 'UNDER_WAY', words: 'Abbiamo ordinato le panchine.' }));
    await tellOf(town);
    expect(await noticesOf(rosa, 'COMMITMENT%')).toEqual([]);
    fine(await moveCommitment(giulia, commitmentId, { state: 'DONE', words: 'Le panchine ci sono.' }));
    await tellOf(town);
    await tellOf(town);
    expect((await noticesOf(omar, 'COMMITMENT%')).map(({ kind }) => kind)).toEqual(['COMMITMENT_DONE']);
  });
});

describe('a commitment', () => {
  test('goes on step by step for everybody to read; its promised day stays, and late is late', async () => {
    const { id } = await ended();
    const works = await town.organisation();
    const anna = await town.member({ in: { organisationId: works, role: 'STAFF' } });
    const commitmentId = await publishedDecision(town, giulia, id, { owner: '', organisationId: works });
    const now = async () => (await readDecision(town.visitor, id))?.commitments[0];
    expect(await now()).toMatchObject({ standing: 'PLANNED', viewerCanMove: false, steps: [] });
    expect((await readDecision(anna, id))?.commitments[0]?.viewerCanMove).toBe(true);
    expect((await moveCommitment(await town.member(), commitmentId, { state: 'DONE', words: 'Sì' })).codes).toEqual([
      'NOT_FOUND',
    ]);
    expect((await moveCommitment(anna, commitmentId, { state: 'DROPPED', words: ' ' })).codes).toEqual(['REQUIRED']);
    const promised = (await now())?.dueOn;
    days(31);
    expect((await now())?.standing).toBe('LATE');
    await tellOfLate(town);
    await tellOfLate(town);
    for (const person of [giulia, anna])
      expect((await noticesOf(person, 'COMMITMENT_LATE')).filter(({ path }) => path.includes(id))).toHaveLength(1);
    const newDay = dayIn(town, 20);
    fine(
      await moveCommitment(anna, commitmentId, { state: 'UNDER_WAY', words: 'Manca il legno.', expectedOn: newDay }),
    );
    expect(await now()).toMatchObject({ standing: 'LATE', dueOn: promised, expectedOn: newDay });
    expect((await moveCommitment(anna, commitmentId, { state: 'UNDER_WAY', words: 'Ancora.' })).codes).toEqual([
      'WRONG_STATE',
    ]);
    fine(await moveCommitment(anna, commitmentId, { state: 'DONE', words: 'Fatte.' }));
    expect(await now()).toMatchObject({
      standing: 'DONE',
      expectedOn: null,
      steps: [
        { state: 'DONE', words: { words: 'Fatte.' } },
        { state: 'UNDER_WAY', expectedOn: newDay, words: { words: 'Manca il legno.' } },
      ],
    });
    await expect(town.pool.query(`update commitment_step set words = 'Mai detto'`)).rejects.toThrow('stays');
  });

  test('begins an action that people can join at once, and an event once its organisers publish it', async () => {
    const { id } = await ended();
    const commitmentId = await publishedDecision(town, giulia, id);
    const zoneId = town.zones[0]?.id;
    const begun = fine(await beginFromCommitment(giulia, commitmentId, 'ACTION', { zoneId })).beginFromCommitment;
    expect(begun.beginnings).toMatchObject([{ kind: 'ACTION', isPublic: true }]);
    expect((await beginFromCommitment(giulia, commitmentId, 'EVENT', { zoneId })).codes).toEqual(['REQUIRED']);
    expect((await beginFromCommitment(await town.member(), commitmentId, 'ACTION', { zoneId })).codes).toEqual([
      'NOT_FOUND',
    ]);
    const startsAt = new Date(town.now.getTime() + 5 * 86_400_000).toISOString();
    const both = fine(
      await beginFromCommitment(giulia, commitmentId, 'EVENT', { zoneId, startsAt }),
    ).beginFromCommitment;
    const kindsFor = async (person: Person) =>
      (await readDecision(person, id))?.commitments[0]?.beginnings.map(({ kind }) => kind);
    expect(await kindsFor(town.visitor)).toEqual(['ACTION']);
    expect(await kindsFor(giulia)).toEqual(['ACTION', 'EVENT']);
    fine(await changeDate(giulia, 'publishEvent', both.beginnings[1]?.id ?? ''));
    expect(await kindsFor(town.visitor)).toEqual(['ACTION', 'EVENT']);
    const { solidarityAction } = fine(
      await town.visitor.query<{ solidarityAction: { title: string; state: string } }>(
        `query ($id: UUID!) { solidarityAction(id: $id) { title state } }`,
        { id: begun.beginnings[0]?.id },
      ),
    );
    expect(solidarityAction).toEqual({ title: 'Tre panchine in piazza', state: 'OPEN' });
  });

  test('begins one action and one event with its words, whoever begins at once; what was called off can begin anew', async () => {
    const { id } = await ended();
    const commitmentId = await publishedDecision(town, giulia, id);
    const rita = await town.member({ in: { organisationId: association, role: 'COORDINATOR' } });
    const zoneId = town.zones[0]?.id;
    const startsAt = new Date(town.now.getTime() + 5 * 86_400_000).toISOString();
    for (const [kind, input] of [
      ['ACTION', { zoneId }],
      ['EVENT', { zoneId, startsAt }],
    ] as const) {
      const begun = await Promise.all(
        [giulia, rita, giulia, rita].map((one) => beginFromCommitment(one, commitmentId, kind, input)),
      );
      expect(begun.map(({ codes }) => codes.join()).toSorted()).toEqual([
        '',
        ...Array<string>(3).fill('BEGUN_ALREADY'),
      ]);
    }
    const [action] = (await readDecision(giulia, id))?.commitments[0]?.beginnings ?? [];
    await town.pool.query(`update solidarity_action set title = 'Panchine, seconda parte' where id = $1`, [action?.id]);
    fine(await beginFromCommitment(giulia, commitmentId, 'ACTION', { zoneId }));
    expect((await beginFromCommitment(giulia, commitmentId, 'ACTION', { zoneId })).codes).toEqual(['BEGUN_ALREADY']);
    await town.pool.query(
      `update event set state = 'CANCELLED', published_at = now(), cancelled_at = now() where id in (
      select event_id from commitment_beginning where commitment_id = $1)`,
      [commitmentId],
    );
    fine(await beginFromCommitment(giulia, commitmentId, 'EVENT', { zoneId, startsAt }));
  });

  test('is promised for a day to come, by somebody', async () => {
    const { id } = await ended();
    fine(await saveDecision(giulia, id, decisionWords(town)));
    const promise = { words: 'Una fontanella', owner: 'Ufficio tecnico', dueOn: dayIn(town, 10) };
    expect((await addCommitment(giulia, id, { ...promise, dueOn: dayIn(town, -1) })).codes).toEqual(['DATE_IN_PAST']);
    expect((await addCommitment(giulia, id, { ...promise, owner: ' ' })).codes).toEqual(['REQUIRED']);
    fine(await addCommitment(giulia, id, promise));
  });
});

test('the list of decisions shows all that are published, or those with something late', async () => {
  const { id } = await ended({ question: 'Quale scuola apriamo?' });
  await publishedDecision(town, giulia, id, { dueOn: dayIn(town, 2) });
  const listed = async (late: boolean) =>
    fine(
      await town.visitor.query<{ decisions: { nodes: { consultation: { id: string } }[] } }>(
        `query ($late: Boolean!) { decisions(late: $late, first: 50) { nodes { consultation { id } } } }`,
        { late },
      ),
    ).decisions.nodes.map(({ consultation }) => consultation.id);
  expect((await listed(false))[0]).toBe(id);
  expect(await listed(true)).not.toContain(id);
  days(3);
  expect(await listed(true)).toContain(id);
  await town.pool.query(`update consultation set hidden_at = now() where id = $1`, [id]);
  expect(await listed(false)).not.toContain(id);
});
