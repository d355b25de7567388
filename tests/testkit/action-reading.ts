import type { Person, Town } from './town.ts';

const whole = `id state title goal organisation { name } proposer { displayName } placesLeft shiftCount meetingPoint viewerTakesPart
  viewerCanEdit viewerCanCancel viewerCanDecline viewerCanClose viewerCanTakeOnFor { id } answerWords
  tasks { id title setting viewerLacks shifts { id startsAt endsAt minutes places placesLeft people { id member { displayName } came minutes } viewerSignUp { id } viewerCanSignUp viewerCanLeave } }
  materials { id what needed left viewerPledge viewerCanPledge pledges { quantity member { displayName } } }
  result { words reachedAmount people minutes }`;
interface Whole {
  solidarityAction: {
    state: string;
    placesLeft: number;
    meetingPoint: string | null;
    proposer: { displayName: string } | null;
    organisation: { name: string } | null;
    viewerCanTakeOnFor: { id: string }[];
    tasks: {
      id: string;
      shifts: {
        id: string;
        startsAt: string;
        minutes: number;
        placesLeft: number;
        people: { id: string; member: { displayName: string }; came: boolean | null; minutes: number | null }[];
      }[];
    }[];
    materials: { id: string; left: number; viewerPledge: number; pledges: object[] }[];
    result: { people: number; minutes: number; reachedAmount: number | null; words: string } | null;
    answerWords: string | null;
  };
}
/** An action with all that this person may see of it. */
export const see = (person: Person, id: string) =>
  person.query<Whole>(`query ($id: UUID!) { solidarityAction(id: $id) { ${whole} } }`, { id });
/** The same, without what went wrong. */
export const seen = async (person: Person, id: string) => (await see(person, id)).data.solidarityAction;
/** The actions on the list, in its order. */
export const idsFor = async (person: Person, filter: Record<string, unknown> = {}) =>
  (
    await person.query<{ solidarityActions: { totalCount: number; nodes: { id: string }[] } }>(
      'query ($filter: SolidarityActionFilter) { solidarityActions(first: 50, filter: $filter) { totalCount nodes { id placesLeft organisation { name } zone { name } } } }',
      { filter },
    )
  ).data.solidarityActions.nodes.map(({ id }) => id);

/** Does something so many days later; then it is today again. */
export async function later<Result>(town: Town, days: number, run: () => Promise<Result>): Promise<Result> {
  const before = town.now;
  town.now = new Date(before.getTime() + days * 86_400_000);
  try {
    return await run();
  } finally {
    town.now = before;
  }
}
