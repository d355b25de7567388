import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { newId } from '../../server/src/platform/ids.ts';
import { answersPerSecond, type Figure, median, type Target } from './measure.ts';

const rounds = 3;
const seconds = 3;
const warmUp = 4;
/** Who has the ballot open when a round begins, and more than a fast machine takes in all rounds: everybody votes once. */
const ready = 7_000;
const voters = (rounds + 1) * ready;
const options = 5;

interface Votes {
  phaseId: string;
  optionIds: string[];
  /** One for each voter. */
  cookies: string[];
}

/** An open vote by approval, and people who are signed in and have not voted; and the table of the floor. */
async function fillWithVoters(pool: pg.Pool, secret: string): Promise<Votes> {
  const [organisation, earlier, consultation, phaseId] = [newId(), newId(), newId(), newId()];
  const optionIds = Array.from({ length: options }, newId);
  await pool.query(
    `insert into organisation (id, name, kind, language, created_at) values ($1, 'Consulta', 'ASSOCIATION', 'it', now())`,
    [organisation],
  );
  await pool.query(
    `insert into consultation (id, state, question, language, organisation_id, who, opens_at, closes_at, rule_method, ties,
        decision_body, answer_by, created_at)
     select id, 'DRAFT', 'Che cosa compriamo?', 'it', $2, 'EVERYONE', now() - interval '1 hour', now() + interval '1 day', 'APPROVAL',
        'SHOWN', 'Consulta', current_date + 30, now() from unnest($1::uuid[]) as t(id)`,
    [[earlier, consultation], organisation],
  );
  await pool.query(
    `insert into consultation_phase (id, consultation_id, position, kind, method, opens_at, closes_at)
     values ($1, $2, 0, 'DECIDE', 'VOTE', now() - interval '1 hour', now() + interval '1 day')`,
    [phaseId, consultation],
  );
  await pool.query(
    `insert into ballot_option (id, phase_id, position, text, language)
     select id, $2, n - 1, 'Scelta ' || n, 'it' from unnest($1::uuid[]) with ordinality as t(id, n)`,
    [optionIds, phaseId],
  );
  await pool.query(`update consultation set state = 'PUBLISHED', published_at = now() where id = $1`, [consultation]);

  const people = Array.from({ length: voters }, () => ({ id: newId(), token: randomBytes(24).toString('base64url') }));
  const ids = people.map(({ id }) => id);
  await pool.query(
    `insert into auth_user (id, name, email, email_verified, locale)
     select id, 'Vicina', id || '@people.example', true, 'it' from unnest($1::uuid[]) as t(id)`,
    [ids],
  );
  await pool.query(
    `insert into member (id, display_name, locale, created_at) select id, 'Vicina', 'it', now() from unnest($1::uuid[]) as t(id)`,
    [ids],
  );
  await pool.query(
    `insert into auth_session (id, user_id, token, expires_at)
     select gen_random_uuid(), id, token, now() + interval '1 day' from unnest($1::uuid[], $2::text[]) as t(id, token)`,
    [ids, people.map(({ token }) => token)],
  );
  // As in a town that has asked its people before: told that nobody ever took part, PostgreSQL would go on reading all who do.
  await pool.query(
    `insert into participant (id, consultation_id, member_id) select gen_random_uuid(), $2, id from unnest($1::uuid[]) as t(id)`,
    [ids.slice(0, ready), earlier],
  );
  await pool.query('create table floor (id uuid primary key, value text not null)');
  await pool.query('analyze');
  const signed = (token: string) => `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`;
  return {
    phaseId,
    optionIds,
    cookies: people.map(({ token }) => `vicinia.session_token=${encodeURIComponent(signed(token))}`),
  };
}

/** Votes through GraphQL, of people who have the ballot open, as a share of a bare INSERT per request; both are on the disk before they are answered. */
export async function ballotWrites(
  pool: pg.Pool,
  { app, floor, secret, say }: { app: string; floor: string; secret: string; say: (line: string) => void },
): Promise<Figure> {
  const { phaseId, optionIds, cookies } = await fillWithVoters(pool, secret);
  const query = `mutation ($key: UUID!, $phaseId: UUID!, $choices: [BallotChoiceInput!]!) {
    castBallot(key: $key, phaseId: $phaseId, choices: $choices) { receipt } }`;
  const choices = [{ optionId: optionIds[0], value: 1 }, { optionId: optionIds[2], value: 1 }]; // prettier-ignore
  // As people do: they look at the ballot, and vote some moments later.
  const look = JSON.stringify({ query: `{ ballotPaper(phaseId: "${phaseId}") { standing hasVoted options { id } } }` });
  const openPapers = async () => {
    const waiting = cookies.slice(-ready);
    const line = async () => {
      for (let cookie = waiting.pop(); cookie; cookie = waiting.pop())
        await fetch(`${app}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie },
          body: look,
        }).then((answer) => answer.text());
    };
    await Promise.all(Array.from({ length: 10 }, line));
  };
  const vote: Target = {
    url: `${app}/graphql`,
    each: () => {
      const cookie = cookies.pop();
      if (!cookie) throw new Error('Everybody has voted: more voters are needed.');
      return {
        headers: { cookie },
        body: JSON.stringify({ query, variables: { key: randomUUID(), phaseId, choices } }),
      };
    },
  };
  const insert: Target = { url: `${floor}/insert`, each: () => ({ body: randomUUID() }) };
  await answersPerSecond(insert, 1);
  await openPapers();
  await answersPerSecond(vote, warmUp);
  const shares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await openPapers();
    const bare = await answersPerSecond(insert, seconds);
    const ours = await answersPerSecond(vote, seconds);
    say(`  round ${round + 1}: floor ${bare.toFixed(0)}/s, ballot.write ${ours.toFixed(0)}/s`);
    shares.push(ours / bare);
  }
  await assertAllIn(pool, phaseId, voters - cookies.length);
  return { name: 'ballot.write', value: median(shares), unit: 'share', goal: '>= 0.3' };
}

/** A figure about refused votes would be worse than none; up to ten were on their way at the end of each round. */
async function assertAllIn(pool: pg.Pool, phaseId: string, sent: number): Promise<void> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from ballot where phase_id = $1',
    [phaseId],
  );
  const found = rows[0]?.count ?? 0;
  if (sent - found > 10 * (rounds + 1)) throw new Error(`${sent} votes were sent, and ${found} are in the box.`);
}
