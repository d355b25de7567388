import type { App } from '../app.ts';
import {
  addQuestion,
  castBallot,
  type ConsultationInput,
  countVotes,
  createConsultation,
  type Consultation,
  optionsOf,
  phasesOf,
  publishConsultation,
  questionsOf,
  setBallotOptions,
} from '../features/consultations/index.ts';
import {
  addCommitment,
  addGround,
  commitmentsOf,
  moveCommitment,
  publishDecision,
  saveDecision,
  stepsOf,
} from '../features/decisions/index.ts';
import { findRoles, type Member } from '../features/members/index.ts';
import type { Organisation } from '../features/organisations/index.ts';
import { type MemberActor, memberActor } from '../platform/authorization/actor.ts';
import type { Config } from '../platform/config.ts';
import type { RequestContext } from '../platform/graphql/context.ts';
import { newId } from '../platform/ids.ts';
import { atTownTime, townDay } from '../platform/time.ts';
import { demoSurvey, demoVote } from './garden.ts';
import { type Said, saidIn, translate } from './translate.ts';

interface Place {
  organisation: Organisation;
  members: ReadonlyMap<string, Member>;
  now: Date;
}
type Run<Result> = (ctx: RequestContext) => Promise<Result>;

const council = 'Consulta di quartiere';

/** Who does things in the garden, on days counted from today. */
interface Garden {
  organisation: Organisation;
  giulia: MemberActor;
  actors: readonly MemberActor[];
  day(days: number, time?: string): Date;
  date(days: number): string;
  /** What somebody does on a day, as one unit of work. */
  act<Result>(actor: MemberActor, at: Date, run: Run<Result>): Promise<Result>;
}

interface DemoVote {
  id: string;
  phaseId: string;
  options: string[];
}

/**
 * A vote that is over with what was decided and promised after it, and a survey that is open: through the services, on the days
 * on which people would have done it, so that every figure is a real one.
 */
export async function fillGarden(app: App, config: Config, place: Place): Promise<void> {
  const garden = await gardenOf(app, config, place);
  if (!garden) return;
  const vote = await prepareVote(garden);
  await castBallots(garden, vote);
  await countVotes.run({ em: app.orm.em.fork(), clock: { now: () => garden.day(-37) } });
  const promises = await decide(garden, vote);
  await followUp(garden, promises);
  await openSurvey(garden);
}

async function gardenOf(app: App, config: Config, { organisation, members, now }: Place): Promise<Garden | null> {
  const actors = await actorsOf(app, [...members.values()]);
  const giulia = actors.find(({ id }) => id === members.get('Giulia Marino')?.id);
  if (!giulia) return null;
  return {
    organisation,
    giulia,
    actors,
    day: (days, time = '10:00') => atTownTime(townDay(now).add({ days }), time),
    date: (days) => townDay(now).add({ days }).toString(),
    act: (actor, at, run) => app.orm.em.fork().transactional((em) => run(contextOf(app, config, { em, actor, at }))),
  };
}

function prepareVote({ organisation, giulia, day, date, act }: Garden): Promise<DemoVote> {
  return act(giulia, day(-48), async (ctx) => {
    const input: ConsultationInput = {
      ...aboutIt,
      ...wordsOf(demoVote),
      ruleMethod: 'SCHULZE',
      quorum: 5,
      answerBy: date(-20),
      phases: [{ kind: 'DECIDE', method: 'VOTE', opensAt: day(-45, '08:00'), closesAt: day(-38, '20:00') }],
    };
    const consultation = await beginConsultation(ctx, organisation.id, input, demoVote);
    const [phase] = await phasesOf(ctx, consultation);
    const phaseId = phase?.id ?? '';
    await setBallotOptions(
      ctx,
      phaseId,
      demoVote.options.map(([text]) => ({ text })),
      'it',
    );
    const options = await optionsOf(ctx, phaseId);
    options.forEach(({ id }, at) => say(ctx, 'BALLOT_OPTION', id, { text: demoVote.options[at] }));
    await ctx.em.flush();
    await publishConsultation(ctx, consultation.id);
    return { id: consultation.id, phaseId, options: options.map(({ id }) => id) };
  });
}

async function castBallots({ actors, day, act }: Garden, { phaseId, options }: DemoVote): Promise<void> {
  for (const [at, actor] of actors.entries()) {
    const ranks = demoVote.ballots[at % demoVote.ballots.length] ?? [];
    const choices = ranks.flatMap((value, place) => (value ? [{ optionId: options[place] ?? '', value }] : []));
    await act(actor, day(-44 + (at % 6)), (ctx) => castBallot(ctx, newId(), phaseId, choices, null));
  }
}

/** What was decided after the vote, with what was promised; gives the promises, by their ids. */
function decide({ giulia, day, date, act }: Garden, vote: DemoVote): Promise<{ id: string; said: string }[]> {
  return act(giulia, day(-28), async (ctx) => {
    const { words, reasons } = demoVote.decision;
    const input = {
      outcome: 'FOLLOWS',
      words: words[0],
      reasons: reasons[0],
      body: council,
      decidedOn: date(-28),
    } as const;
    const decision = await saveDecision(ctx, vote.id, input);
    say(ctx, 'DECISION', decision.id, { words, reasons });
    // The two that it names.
    for (const subjectId of vote.options.slice(0, 2))
      await addGround(ctx, vote.id, { kind: 'OPTION', subjectId, stance: 'FOLLOWS', why: '' });
    for (const { words: said, dueIn } of demoVote.commitments)
      await addCommitment(ctx, vote.id, { words: said[0], owner: 'Ufficio tecnico', dueOn: date(dueIn) });
    await publishDecision(ctx, vote.id);
    return (await commitmentsOf(ctx, decision)).map(({ id, words: said }) => ({ id, said }));
  });
}

/** What became of each promise, step by step. */
async function followUp(
  { giulia, day, act }: Garden,
  promises: readonly { id: string; said: string }[],
): Promise<void> {
  for (const { words, steps } of demoVote.commitments) {
    const { id = '' } = promises.find(({ said }) => said === words[0]) ?? {};
    for (const step of steps)
      await act(giulia, day(step.day), async (ctx) => {
        const moved = await moveCommitment(ctx, id, { state: step.state, words: step.words[0] });
        const [last] = await stepsOf(ctx, moved);
        if (last) say(ctx, 'COMMITMENT_STEP', last.id, { words: step.words });
        await ctx.em.flush();
      });
    await act(giulia, day(-28), (ctx) => {
      say(ctx, 'COMMITMENT', id, { words });
      return Promise.resolve();
    });
  }
}

async function openSurvey({ organisation, giulia, day, date, act }: Garden): Promise<void> {
  await act(giulia, day(-5), async (ctx) => {
    const input: ConsultationInput = {
      ...aboutIt,
      ...wordsOf(demoSurvey),
      ruleMethod: 'OPINIONS',
      answerBy: date(32),
      phases: [{ kind: 'COLLECT', method: 'SURVEY', opensAt: day(-3, '08:00'), closesAt: day(18, '20:00') }],
    };
    const consultation = await beginConsultation(ctx, organisation.id, input, demoSurvey);
    const [phase] = await phasesOf(ctx, consultation);
    await askQuestions(ctx, phase?.id ?? '');
    await publishConsultation(ctx, consultation.id);
  });
}

async function askQuestions(ctx: RequestContext, phaseId: string): Promise<void> {
  for (const { kind, required, text, choices } of demoSurvey.questions) {
    const input = { kind, required, text: text[0], choices: choices.map(([said]) => said) };
    await addQuestion(ctx, phaseId, { ...input, rows: [], low: '', high: '', whenValues: [] }, 'it');
  }
  const questions = await questionsOf(ctx, phaseId);
  questions.forEach(({ id }, at) => {
    const { text, choices = [] } = demoSurvey.questions[at] ?? {};
    say(ctx, 'SURVEY_QUESTION', id, {
      text,
      ...Object.fromEntries(choices.map((said, place) => [`choice${place}`, said])),
    });
  });
  await ctx.em.flush();
}

const aboutIt = {
  who: 'EVERYONE',
  documents: [],
  languages: [...saidIn],
  decisionBody: council,
  answerOwedBy: council,
} satisfies Partial<ConsultationInput>;

const wordsOf = ({ question, explanation, description }: Record<'question' | 'explanation' | 'description', Said>) => ({
  question: question[0],
  explanation: explanation[0],
  description: description[0],
});

async function beginConsultation(
  ctx: RequestContext,
  organisationId: string,
  input: ConsultationInput,
  { question, explanation, description }: Record<'question' | 'explanation' | 'description', Said>,
): Promise<Consultation> {
  const consultation = await createConsultation(ctx, organisationId, input);
  say(ctx, 'CONSULTATION', consultation.id, { question, explanation, description });
  await ctx.em.flush();
  return consultation;
}

/** Keeps what is said in every language; the first is the source. */
function say(ctx: RequestContext, kind: string, id: string, fields: Record<string, Said | undefined>): void {
  for (const [field, said] of Object.entries(fields))
    saidIn.forEach((locale, at) => {
      const [source, words] = [said?.[0], said?.[at]];
      if (source && words && at > 0) translate(ctx.em, { kind, id, field, source }, locale, words, ctx.clock.now());
    });
}

const actorsOf = (app: App, members: readonly Member[]): Promise<MemberActor[]> =>
  Promise.all(
    members.map(async ({ id }) => {
      const roles = (await findRoles(app.orm.em.fork(), id)) ?? { townRoles: [], organisations: [] };
      return memberActor({ id, sessionId: null, secondFactor: true, scopes: null, roles });
    }),
  );

const contextOf = (
  app: App,
  config: Config,
  { em, actor, at }: { em: RequestContext['em']; actor: MemberActor; at: Date },
): RequestContext => ({
  em,
  actor,
  config,
  currentActor: () => Promise.resolve(actor),
  network: 'demo',
  locale: 'it',
  clock: { now: () => at },
  live: app.live,
  accounts: app.accounts,
  personalData: [],
  linkActions: [],
  reportables: [],
  translatables: [],
  blockedWith: () => Promise.resolve(new Set()),
  authorized: new Set(),
  changedActors: new Set(),
  signal: new AbortController().signal,
});
