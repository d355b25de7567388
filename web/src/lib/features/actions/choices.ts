import type { ActionState, Setting } from '#schema';
import { photoFields } from '#lib/features/attachments/file-fields.ts';

/** The states in which actions are listed, each under its tab. */
export const listedStates = ['OPEN', 'PROPOSED', 'DONE'] as const satisfies readonly ActionState[];

/** Where helping brings people together, from the most open place to the most delicate. */
export const settings = ['IN_PUBLIC', 'AT_DOOR', 'AT_HOME', 'WITH_CHILDREN'] as const satisfies readonly Setting[];

export const isListedState = (value: unknown): value is (typeof listedStates)[number] =>
  listedStates.some((state) => state === value);

export const isSetting = (value: unknown): value is Setting => settings.some((setting) => setting === value);

/** How many photos an action may have, and its result. */
export const mostPhotos = 6;
export const actionPhotos = photoFields('photo', mostPhotos);

/** Longest texts, in characters. */
export const longest = { title: 120, words: 4000, goal: 300, unit: 40, answer: 1000, place: 300, task: 1000 };
