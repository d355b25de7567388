import { readPabulib } from '../../features/consultations/formats/pabulib.ts';
import { selectByEqualShares } from '../../features/consultations/methods/equal-shares/equal-shares.ts';
import type { Selection } from '../../features/consultations/methods/equal-shares/greedy.ts';
import { readAs, type Recounted, textTable } from './recounted.ts';

/** Method of Equal Shares with Add1 over a Pabulib file, and the greedy result beside it. Money as in the file. */
export async function recountEqualShares(path: string): Promise<Recounted> {
  const { budget, unit, projects, voters } = await readAs(path, readPabulib);
  const { selected, cost, share, raises, ties, votes, greedy } = selectByEqualShares({
    budget,
    costs: projects.map((project) => project.cost),
    ballots: voters.map((voter) => voter.vote),
    step: unit,
  });
  const ids = (places: number[]) => places.map((place) => projects[place]!.id);
  const named = (selection: Selection) => ({ selected: ids(selection.selected), cost: selection.cost / unit });
  const rows = (places: number[]) =>
    places.map((place) => {
      const { id, name, cost: price } = projects[place]!;
      return [id, name, votes[place]!, price / unit];
    });
  return {
    result: {
      ...named({ selected, cost }),
      budget: budget / unit,
      ballots: voters.length,
      share,
      unit,
      raises,
      ties: ties.map(ids),
      greedy: named(greedy),
      projects: projects.map(({ id, name, cost: price }, place) => ({
        id,
        name,
        cost: price / unit,
        votes: votes[place]!,
      })),
    },
    table: () =>
      [
        textTable([['id', 'project', 'votes', 'cost'], ...rows(selected)]),
        `\n${selected.length} projects for ${cost / unit} of ${budget / unit}; shares raised ${raises} times.`,
        `By votes alone: ${greedy.selected.length} projects for ${greedy.cost / unit}: ${ids(greedy.selected).join(', ')}`,
      ].join('\n'),
  };
}
