export const actionStates = ['PROPOSED', 'OPEN', 'DECLINED', 'DONE', 'CANCELLED'] as const;
export type ActionState = (typeof actionStates)[number];

/** Longest texts, in characters. */
export const longest = { title: 120, words: 4000, goal: 300, unit: 40, answer: 1000, place: 300, task: 1000 } as const;

/** How much one action may hold. */
export const most = {
  tasks: 20,
  shifts: 200,
  materials: 50,
  places: 200,
  needed: 10_000,
  amount: 1_000_000,
  photos: 6,
} as const;
