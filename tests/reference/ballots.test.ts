import { describe, expect, test } from 'vitest';
import { readBlt } from '../../server/src/features/consultations/formats/blt.ts';
import { readDebianTally } from '../../server/src/features/consultations/formats/debian-tally.ts';
import { fileText } from '../../server/src/features/consultations/formats/file-text.ts';
import { readPabulib } from '../../server/src/features/consultations/formats/pabulib.ts';
import { selectByEqualShares } from '../../server/src/features/consultations/methods/equal-shares/equal-shares.ts';
import { rankBySchulze } from '../../server/src/features/consultations/methods/schulze/schulze.ts';
import { countScottishStv } from '../../server/src/features/consultations/methods/stv/scottish-stv.ts';
import { votesScale } from '../../server/src/features/consultations/methods/stv/stv-election.ts';
import { readReference, runsWithReferenceData } from './reference-data.ts';

const textOf = (file: string) => fileText(readReference(file));

/** A line of the published count: what was done, and votes per candidate where it says them. */
interface PublishedLine {
  action: string;
  nonTransferable: string;
  votes: Map<string, string>;
}

function publishedLines(ward: string): PublishedLine[] {
  const [head = '', ...lines] = textOf(`stv/${ward}.rounds.tsv`).split('\n').filter(Boolean);
  const columns = head.split('\t');
  return lines.map((line) => {
    const fields = line.split('\t');
    const field = (name: string) => fields[columns.indexOf(name)] ?? '';
    const places = columns.filter((name) => name.endsWith('.name')).map((name) => name.split('.')[0]);
    return {
      action: field('Action'),
      nonTransferable: field('Non-Transferable'),
      votes: new Map(places.map((place) => [field(`${place}.name`), field(`${place}.vote`)])),
    };
  });
}

const winners = {
  'East-Centre-2007': ['Jennifer Dunn', 'Patricia Chalmers', 'Frank Docherty', 'Elaine McDougall'],
  'Govan-2007': ['Allison Hunter', 'Shaukat Butt', 'Stephen Dornan', 'John Flanagan'],
  'Linn-2007': ['David Ritchie', 'Sadie Docherty', 'Margot Clark', 'John McKenzie'],
};

describe.runIf(runsWithReferenceData)('published ballots', () => {
  test.each(Object.entries(winners))('%s: the same winners and the same votes in every round', (ward, expected) => {
    const file = readBlt(textOf(`stv/${ward}.blt`));
    const result = countScottishStv({ ...file, candidates: file.candidates.length, seed: '' });
    const published = publishedLines(ward);
    expect(result.winners.map((winner) => file.candidates[winner])).toEqual(expected);

    const vote = (value: number) => (value / votesScale).toFixed(5);
    const [begin, ...transfers] = published.filter(({ action }) => action === 'begin' || action === 'transfer');
    const ours = result.rounds.filter(({ action }) => action.kind !== 'LAST_SEATS');
    expect(ours).toHaveLength(transfers.length + 1);
    for (const [at, line] of [begin!, ...transfers].entries()) {
      const round = ours[at]!;
      expect(vote(round.nonTransferable), `round ${at}`).toBe(line.nonTransferable);
      for (const [candidate, name] of file.candidates.entries())
        expect(vote(round.votes[candidate]!), `${name} in round ${at}`).toBe(line.votes.get(name));
    }
    expect(`${result.quota}.00000`).toBe(textOf(`stv/${ward}.rounds.tsv`).match(/begin\t([\d.]+)/)?.[1]);
  });

  test('the Debian leader election of 2007 has its order', () => {
    const { options, ballots } = readDebianTally(textOf('schulze/debian-leader-2007.tally.txt'));
    expect(ballots).toHaveLength(482);
    expect(rankBySchulze(options.length, ballots).ranking.map((tied) => tied.map((option) => options[option]))).toEqual(
      [
        ['Sam Hocevar'],
        ['Steve McIntyre'],
        ['Raphaël Hertzog'],
        ['Wouter Verhelst'],
        ['Anthony Towns'],
        ['Gustavo Franco'],
        ['None Of The Above'],
        ['Simon Richter'],
        ['Aigars Mahinovs'],
      ],
    );
  });

  test('Wieliczka 2023 gets its 30 projects', () => {
    const text = textOf('budget/poland_wieliczka_2023.pb');
    const { budget, unit, projects, voters } = readPabulib(text);
    expect([budget, unit, projects.length, voters.length]).toEqual([1_000_000, 1, 64, 6586]);
    const result = selectByEqualShares({
      budget,
      step: unit,
      costs: projects.map((project) => project.cost),
      ballots: voters.map((voter) => voter.vote),
    });
    const official = text
      .split('\n')
      .filter((line) => /^\d+;.*;\d+;\d+;1$/.test(line))
      .map((line) => line.split(';')[0]);
    expect(official).toHaveLength(30);
    expect(result.selected.map((place) => projects[place]!.id).sort()).toEqual(official.sort());
    expect(result.cost).toBe(995_079);
  });
});
