import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importConversation, releaseOpinions } from '../../server/src/features/consultations/index.ts';
import { fileText } from '../../server/src/features/consultations/formats/file-text.ts';
import { numberConversation } from '../../server/src/features/consultations/formats/polis-conversation.ts';
import { readPolisComments, readPolisVotes } from '../../server/src/features/consultations/formats/polis-export.ts';
import { findOpinionGroups } from '../../server/src/features/consultations/methods/opinion-groups/opinion-groups.ts';
import { fine } from '../testkit/consultations.ts';
import { createTown, type Town } from '../testkit/town.ts';
import { readReference, runsWithReferenceData } from './reference-data.ts';

describe.runIf(runsWithReferenceData)('a real conversation that is taken in', () => {
  let town: Town;
  beforeAll(async () => {
    town = await createTown();
    await town.organisation('Casa di quartiere');
  });
  afterAll(() => town.close());

  test.each(['bg2050-volunteers', 'vtaiwan.uberx'])(
    '%s: all its statements, and the groups of its files',
    async (name) => {
      const text = (file: string) => fileText(readReference(`polis/${name}/${file}`));
      const comments = readPolisComments(text('comments.csv'));
      const votes = readPolisVotes(text('votes.csv'), new Set(comments.map(({ id }) => id)));
      const asked = { comments, votes, question: name, language: 'en', organisation: null, again: false };
      const made = await town.app.orm.em.fork().transactional((em) => importConversation(em, new Date(), asked));
      if ('hereAlready' in made) throw new Error('It is here already.');
      expect(made).toMatchObject({ statements: comments.length, leftOut: 0 });
      await releaseOpinions({ em: town.app.orm.em.fork(), clock: { now: () => town.now } }, made.phaseId);
      const { opinionResults } = fine(
        await town.visitor.query<{ opinionResults: { groups: { size: number }[] }[] }>(
          `query ($id: UUID!) { opinionResults(consultationId: $id) { groups { size } } }`,
          { id: made.consultationId },
        ),
      );
      const { sizes } = findOpinionGroups(numberConversation(comments, votes).conversation);
      expect(opinionResults[0]?.groups.map(({ size }) => size)).toEqual([...sizes]);
    },
  );
});
