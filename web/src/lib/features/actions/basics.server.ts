import type { SolidarityActionInput } from '#schema';
import { text } from '#lib/graphql/form.server.ts';

/** The fields of the form that says what an action is about. */
export const basicFields = ['title', 'goal', 'words', 'targetAmount', 'targetUnit', 'zoneId', 'meetingPoint'];

/** What an action is about, as the form sent it. */
export function readBasics(data: FormData): SolidarityActionInput {
  const amount = Number.parseInt(text(data, 'targetAmount'), 10);
  return {
    title: text(data, 'title'),
    goal: text(data, 'goal'),
    words: text(data, 'words').replaceAll('\r\n', '\n'),
    targetAmount: Number.isNaN(amount) ? null : amount,
    targetUnit: text(data, 'targetUnit') || null,
    zoneId: text(data, 'zoneId'),
    meetingPoint: text(data, 'meetingPoint') || null,
  };
}
