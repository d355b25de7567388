import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authPaths } from '../../../server/src/platform/sessions/auth-paths.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ signInLimitFactor: 1000 });
});
afterAll(() => stage.close());

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('a@example.org', '+393471234567', '000000', 'a.b.c', '%00', '\0', '/next', "' or 1=1 --"),
  fc.uuid(),
  fc.jsonValue({ maxDepth: 2 }),
);

test.each(Object.keys(authPaths))('%s never answers a 5xx, whatever it gets', async (key) => {
  const [method = '', path = ''] = key.split(' ');
  const { needs = [], mayHave = [] } = authPaths[key] ?? {};
  const fields = [...needs.map((need) => need.split(':').at(-1) ?? ''), ...mayHave];
  const bodies = fc.sample(
    fc.record(Object.fromEntries(fields.map((field) => [field, value])), { requiredKeys: [] }),
    10,
  );
  const memberId = await stage.accounts.createPerson({ displayName: 'Fuzz', locale: 'it' });
  const card = await stage.accounts.issueAccessCard(memberId, memberId);
  const member = stage.browser();
  await member.post('/sign-in/access-card', card);
  await Promise.all(
    bodies.flatMap((body) =>
      [false, true].map(async (signedIn) => {
        const browser = stage.browser();
        if (signedIn) for (const [name, cookie] of member.cookies) browser.cookies.set(name, cookie);
        const query = new URLSearchParams(Object.entries(body).map(([name, item]) => [name, JSON.stringify(item)]));
        const answer =
          method === 'POST' ? await browser.post(path, body) : await browser.get(`${path}?${query}&code=${query}`);
        expect(answer.status, JSON.stringify({ key, body, answer })).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
      }),
    ),
  );
});
