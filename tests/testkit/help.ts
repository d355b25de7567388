import { type Answer, newKey, type Person, type Town } from './town.ts';

/** Asks for help tomorrow in the first zone, or as told; returns the request's id. */
export async function ask(town: Town, person: Person, input: Record<string, unknown> = {}): Promise<string> {
  const answer = await person.query<{ askForHelp: { id: string } }>(
    'mutation ($key: UUID!, $input: AskForHelpInput!) { askForHelp(key: $key, input: $input) { id } }',
    {
      key: newKey(),
      input: { category: 'SHOPPING', setting: 'IN_PUBLIC', when: 'TOMORROW', zoneId: town.zones[0]?.id, ...input },
    },
  );
  return fine(answer).askForHelp.id;
}

/** Offers help; returns the match and its thread. */
export async function offer(
  helper: Person,
  requestId: string,
  note?: string,
): Promise<{ matchId: string; threadId: string }> {
  const answer = await helper.query<{ offerHelp: { id: string; thread: { id: string } } }>(
    'mutation ($key: UUID!, $requestId: UUID!, $note: String) { offerHelp(key: $key, requestId: $requestId, note: $note) { id thread { id } } }',
    { key: newKey(), requestId, note },
  );
  const { id, thread } = fine(answer).offerHelp;
  return { matchId: id, threadId: thread.id };
}

/** Offers help every day of the week in the first zone and its neighbourhood, or as told; returns the offer's id. */
export async function offerRegularly(town: Town, person: Person, input: Record<string, unknown> = {}): Promise<string> {
  const answer = await person.query<{ makeHelpOffer: { id: string } }>(
    'mutation ($key: UUID!, $input: MakeHelpOfferInput!) { makeHelpOffer(key: $key, input: $input) { id } }',
    {
      key: newKey(),
      input: {
        categories: ['SHOPPING'],
        rhythm: 'WEEKLY',
        days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
        zoneId: town.zones[0]?.id,
        ...input,
      },
    },
  );
  return fine(answer).makeHelpOffer.id;
}

/** Asks somebody with an offer to help; returns the match. */
export const invite = (person: Person, requestId: string, offerId: string) =>
  person.query<{ inviteHelper: { id: string; state: string; proposedBy: string } }>(
    'mutation ($key: UUID!, $requestId: UUID!, $offerId: UUID!) { inviteHelper(key: $key, requestId: $requestId, offerId: $offerId, note: "Puoi tu?") { id state proposedBy } }',
    { key: newKey(), requestId, offerId },
  );

export const accept = (person: Person, matchId: string) =>
  person.query(
    'mutation ($key: UUID!, $matchId: UUID!) { acceptHelp(key: $key, matchId: $matchId) { state request { state placesLeft } } }',
    {
      key: newKey(),
      matchId,
    },
  );

function fine<Data>(answer: Answer<Data>): Data {
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
