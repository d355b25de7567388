import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';
import { StartError } from '../../../platform/start-error.ts';
import { townDay } from '../../../platform/time.ts';
import { Organisation } from '../../organisations/index.ts';
import { Consultation, ConsultationPhase } from '../consultation.entity.ts';
import { type AnswerValue, longest } from '../consultations.words.ts';
import { byNumber } from '../formats/polis-conversation.ts';
import type { PolisComment, PolisVote } from '../formats/polis-export.ts';
import { Statement } from '../statements/statement.entity.ts';
import { isInItsLetters, languageOf } from './letters.ts';

/** What an export holds, and what it becomes. */
export interface PolisConversation {
  comments: readonly PolisComment[];
  votes: readonly PolisVote[];
  question: string;
  /** One of the languages of the interface; null: English, where it can be. */
  language: string | null;
  /** Name or id of the organisation that put the question; null: the first there is. */
  organisation: string | null;
  /** Whether it is taken in once more where it is here already. */
  again: boolean;
}

export interface ImportedConversation {
  consultationId: string;
  phaseId: string;
  statements: number;
  /** Comments that say nothing or are longer than a statement may be; with them their votes. */
  leftOut: number;
  people: number;
  votes: number;
  language: Locale;
  /** Whether it is written in the letters of that language. */
  inItsLetters: boolean;
}

/** The consultation that the same export became before. */
export interface KnownConversation {
  hereAlready: string;
}

const values: Record<PolisVote['vote'], AnswerValue> = { 1: 'AGREE', [-1]: 'DISAGREE', 0: 'PASS' };
const answerDays = 30;
const atOnce = 5000;

/**
 * Makes a consultation that is over of an exported conversation: its comments as statements, its latest votes as answers of
 * people without names. Its result follows as for any other. Where the same export is here already it does nothing and names
 * it. Throws a StartError where there is nothing to take.
 */
export async function importConversation(
  em: EntityManager,
  now: Date,
  conversation: PolisConversation,
): Promise<ImportedConversation | KnownConversation> {
  const digest = digestOf(conversation);
  const known = conversation.again ? null : await em.findOne(Consultation, { importedDigest: digest });
  if (known) return { hereAlready: known.id };
  const words = [conversation.question, ...conversation.comments.map(({ text }) => text)].join('\n');
  const language = languageOf(conversation.language, words);
  const organisation = await organisationOf(em, conversation.organisation);
  const { consultation, phase } = makeConsultation(em, now, { ...conversation, language, digest }, organisation);
  const statements = makeStatements(em, phase, { ...conversation, language }, now);
  if (statements.size === 0) throw new StartError('There is no comment that can be taken.');
  await em.flush();
  const answers = latestAnswers(conversation.votes, statements);
  await insertAnswers(em, consultation.id, answers);
  consultation.publish(consultation.opensAt ?? now);
  await em.flush();
  return {
    consultationId: consultation.id,
    phaseId: phase.id,
    statements: statements.size,
    leftOut: conversation.comments.length - statements.size,
    people: answers.size,
    votes: [...answers.values()].reduce((sum, own) => sum + own.size, 0),
    language,
    inItsLetters: isInItsLetters(language, words),
  };
}

/** Of what was said and answered: the same export under another question or organisation is the same. */
const digestOf = ({ comments, votes }: PolisConversation): string =>
  createHash('sha256')
    .update(JSON.stringify([comments, votes]))
    .digest('hex');

async function organisationOf(em: EntityManager, name: string | null): Promise<Organisation> {
  const all = await em.find(Organisation, {}, { orderBy: { id: 'asc' } });
  const found = name === null ? all[0] : all.find((one) => one.id === name || one.name === name);
  if (found) return found;
  throw new StartError(name === null ? 'There is no organisation yet.' : `No organisation is called "${name}".`);
}

function makeConsultation(
  em: EntityManager,
  now: Date,
  { question, language, digest, comments, votes }: PolisConversation & { language: Locale; digest: string },
  organisation: Organisation,
) {
  const said = question.trim();
  if (!said || said.length > longest.question)
    throw new StartError(`A question has 1 to ${longest.question} characters: name another one with --question.`);
  const { opensAt, closesAt } = spanOf([...comments, ...votes], now);
  const consultation = em.create(Consultation, {
    id: newId(),
    state: 'DRAFT',
    version: 1,
    question: said,
    explanation: '',
    description: '',
    language,
    languages: [language],
    documents: [],
    organisation,
    who: 'EVERYONE',
    opensAt,
    closesAt,
    ruleMethod: 'OPINIONS',
    decisionBody: organisation.name,
    answerBy: townDay(closesAt).add({ days: answerDays }).toString(),
    answerOwedBy: organisation.name,
    createdAt: now,
    importedDigest: digest,
  });
  const phase = em.create(ConsultationPhase, {
    id: newId(),
    consultation,
    position: 0,
    kind: 'COLLECT',
    method: 'STATEMENTS',
    opensAt,
    closesAt,
  });
  return { consultation, phase };
}

/** From the first act to the last, as far as the files tell; all of it is past. */
function spanOf(acts: readonly { at: number | null }[], now: Date): { opensAt: Date; closesAt: Date } {
  const hour = 3_600_000;
  let [first, last] = [Infinity, -Infinity];
  for (const { at } of acts) {
    if (at === null || at <= 0 || at > now.getTime()) continue;
    [first, last] = [Math.min(first, at), Math.max(last, at)];
  }
  if (first > last) [first, last] = [now.getTime() - 25 * hour, now.getTime() - hour];
  return { opensAt: new Date(first), closesAt: new Date(Math.max(last, first + 1)) };
}

/** Statements by the id of their comment, in the order of these: with those of the people, groups begin from it. */
function makeStatements(
  em: EntityManager,
  phase: ConsultationPhase,
  { comments, language }: PolisConversation & { language: Locale },
  now: Date,
): Map<string, Statement> {
  const taken = comments
    .toSorted((one, other) => byNumber(one.id, other.id))
    .flatMap(({ id, text, moderated, isMeta, at }) => {
      const said = text.replace(/\s+/g, ' ').trim();
      if (!said || said.length > longest.importedStatement) return [];
      const isOut = moderated === -1;
      const statement = em.create(Statement, {
        id: newId(),
        phase,
        text: said,
        language,
        state: isOut ? 'REJECTED' : 'ACCEPTED',
        reason: isOut ? 'OFF_TOPIC' : null,
        isMeta,
        createdAt: at ? new Date(at) : now,
        decidedAt: now,
      });
      return [[id, statement] as const];
    });
  return new Map(taken);
}

/** The latest answer of each voter to each statement, voters in the order in which they joined. */
function latestAnswers(
  votes: readonly PolisVote[],
  statements: ReadonlyMap<string, Statement>,
): Map<string, Map<string, AnswerValue>> {
  const answers = new Map<string, Map<string, AnswerValue>>();
  for (const { voter, comment, vote } of votes) {
    const statement = statements.get(comment);
    if (!statement) continue;
    const own = answers.get(voter) ?? new Map<string, AnswerValue>();
    answers.set(voter, own.set(statement.id, values[vote]));
  }
  return new Map([...answers].sort(([one], [other]) => byNumber(one, other)));
}

/** Thousands of rows at a time. */
async function insertAnswers(
  em: EntityManager,
  consultationId: string,
  answers: ReadonlyMap<string, ReadonlyMap<string, AnswerValue>>,
): Promise<void> {
  const people = [...answers.values()].map((own) => ({ id: newId(), own }));
  await em.execute(
    `insert into participant (id, consultation_id) select id, ? from unnest(string_to_array(?, ',')::uuid[]) as p(id)`,
    [consultationId, people.map(({ id }) => id).join(',')],
  );
  const rows = people.flatMap(({ id, own }) => [...own].map(([statement, value]) => [statement, id, value] as const));
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    const column = (at: 0 | 1 | 2) => some.map((row) => row[at]).join(',');
    await em.execute(
      `insert into statement_vote (statement_id, participant_id, value)
       select * from unnest(string_to_array(?, ',')::uuid[], string_to_array(?, ',')::uuid[], string_to_array(?, ','))`,
      [column(0), column(1), column(2)],
    );
  }
}
