import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { fileText, importConversation, readPolisComments, readPolisVotes } from '../features/consultations/index.ts';

/** What people of a town said they want it to become; see the reference data. */
const folder = join('polis', 'bg2050-volunteers');
const question = "Together, we'll build the BG of 2050.";

/** Makes a consultation of a real conversation where its files are there; nothing where they are not. */
export async function fillRealConversation(em: App['orm']['em'], referenceData: string, now: Date): Promise<void> {
  const read = (name: string) => readFile(join(referenceData, folder, name)).catch(() => null);
  const [commentsFile, votesFile] = await Promise.all([read('comments.csv'), read('votes.csv')]);
  if (!commentsFile || !votesFile) return;
  const comments = readPolisComments(fileText(commentsFile));
  const votes = readPolisVotes(fileText(votesFile), new Set(comments.map(({ id }) => id)));
  await importConversation(em, now, { comments, votes, question, language: 'en', organisation: null, again: false });
}
