import { isListedState, type listedStates } from './choices.ts';

/** What a reader of the list wants to see; the address keeps it. */
export interface WantedActions {
  state: (typeof listedStates)[number];
  zone: string | null;
  words: string | null;
  free: boolean;
}

/** Reads what is wanted from an address; what makes no sense counts as not chosen. */
export function readWanted(search: URLSearchParams): WantedActions {
  const state = search.get('state');
  return {
    state: isListedState(state) ? state : 'OPEN',
    zone: search.get('zone') || null,
    words: search.get('words')?.trim().slice(0, 80) || null,
    free: search.get('free') === 'yes',
  };
}
