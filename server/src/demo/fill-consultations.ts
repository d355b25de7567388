import type { App } from '../app.ts';
import {
  Consultation,
  ConsultationPhase,
  Participant,
  Statement,
  StatementVote,
} from '../features/consultations/index.ts';
import type { Member } from '../features/members/index.ts';
import type { Organisation } from '../features/organisations/index.ts';
import { newId } from '../platform/ids.ts';
import { atTownTime, townDay } from '../platform/time.ts';
import { demoConsultation, type DemoStatement, demoStatements } from './consultations.ts';
import { saidIn, translate } from './translate.ts';

type Em = App['orm']['em'];

interface Place {
  organisation: Organisation;
  members: ReadonlyMap<string, Member>;
  now: Date;
}

/** Thirty-eight people have answered; every seventh answer goes the other way. */
const quietPeople = 20;
const livelyPeople = 18;

/** Writes a consultation that is open, with statements, their translations and answers. */
export async function fillConsultations(em: Em, { organisation, members, now }: Place): Promise<void> {
  const day = (days: number, time: string) => atTownTime(townDay(now).add({ days }), time);
  const { translations: _, ...words } = demoConsultation;
  const consultation = em.create(Consultation, {
    ...words,
    id: newId(),
    state: 'DRAFT',
    version: 1,
    language: 'it',
    languages: [...saidIn],
    documents: [],
    organisation,
    createdBy: members.get('Giulia Marino') ?? null,
    who: 'EVERYONE',
    opensAt: day(-6, '08:00'),
    closesAt: day(22, '20:00'),
    ruleMethod: 'OPINIONS',
    quorum: 30,
    decisionBody: 'Consulta di quartiere',
    answerBy: townDay(now).add({ days: 36 }).toString(),
    answerOwedBy: 'Consulta di quartiere',
    createdAt: day(-12, '10:00'),
  });
  const phase = em.create(ConsultationPhase, {
    consultation,
    position: 0,
    kind: 'COLLECT',
    method: 'STATEMENTS',
    opensAt: day(-6, '08:00'),
    closesAt: day(15, '20:00'),
  });
  em.create(ConsultationPhase, {
    consultation,
    position: 1,
    kind: 'WEIGH',
    opensAt: day(15, '20:00'),
    closesAt: day(22, '20:00'),
  });
  for (const [locale, translated] of Object.entries(demoConsultation.translations))
    for (const [field, said] of Object.entries(translated))
      translate(
        em,
        { kind: 'CONSULTATION', id: consultation.id, field, source: words[field as keyof typeof words] },
        locale,
        said,
        now,
      );
  const statements = demoStatements.map((given) => fillStatement(em, phase, given, now));
  for (let person = 0; person < quietPeople + livelyPeople; person++) fillAnswers(em, consultation, statements, person);
  await em.flush();
  // Its phases and its rule are fixed from here on.
  consultation.publish(day(-10, '10:00'));
  await em.flush();
}

function fillStatement(em: Em, phase: ConsultationPhase, { text, translations }: DemoStatement, now: Date): Statement {
  const statement = em.create(Statement, {
    id: newId(),
    phase,
    text,
    language: 'it',
    state: 'ACCEPTED',
    isMeta: false,
    createdAt: now,
    decidedAt: now,
  });
  for (const [locale, said] of Object.entries(translations))
    translate(em, { kind: 'STATEMENT', id: statement.id, field: 'text', source: text }, locale, said, now);
  return statement;
}

function fillAnswers(em: Em, consultation: Consultation, statements: readonly Statement[], person: number): void {
  const participant = em.create(Participant, { id: newId(), consultation });
  statements.forEach((statement, at) => {
    const given = demoStatements[at];
    if (!given) return;
    const own = person < quietPeople ? given.quiet : given.lively;
    const turned = (person * statements.length + at * 3) % 7 === 0;
    em.create(StatementVote, { statement, participant, value: turned && own !== 'PASS' ? opposite[own] : own });
  });
}

const opposite = { AGREE: 'DISAGREE', DISAGREE: 'AGREE' } as const;
