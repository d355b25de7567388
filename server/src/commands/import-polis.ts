import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { FormatError } from '../features/consultations/formats/format-error.ts';
import type { ImportedConversation, KnownConversation } from '../features/consultations/index.ts';
import { readPolisComments, readPolisVotes } from '../features/consultations/formats/polis-export.ts';
import { isStartError } from '../platform/start-error.ts';
import { fileProblem } from './file-problem.ts';
import { storeConversationInDatabase } from './import-store.ts';
import { readAs } from './recount/recounted.ts';

interface Options {
  organisation: string | null;
  /** null: the topic of summary.csv, or else the name of the folder. */
  question: string | null;
  language: string | null;
  again: boolean;
}

/** Makes a consultation of comments.csv and votes.csv of a folder, and says what it took. Gives the exit code. */
export async function importPolisFolder(
  given: string,
  { organisation, question, language, again }: Options,
): Promise<number> {
  // Scripts run in the project's folder, and people name folders from where they are.
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  try {
    const comments = await readAs(join(folder, 'comments.csv'), readPolisComments);
    const known = new Set(comments.map(({ id }) => id));
    const votes = await readAs(join(folder, 'votes.csv'), (text) => readPolisVotes(text, known));
    const asked = question ?? (await topicOf(folder)) ?? basename(folder);
    const made = await storeConversationInDatabase({ comments, votes, question: asked, language, organisation, again });
    for (const line of 'hereAlready' in made ? knownLines(made) : madeLines(made)) console.log(line);
    return 0;
  } catch (error) {
    const words = problemOf(error, folder);
    if (!words) throw error;
    console.error(words);
    return 1;
  }
}

const knownLines = ({ hereAlready }: KnownConversation): string[] => [
  `/consultations/${hereAlready}`,
  'This conversation is here already; nothing was changed. With --again another consultation is made of it.',
];

const madeLines = (made: ImportedConversation): string[] => [
  `/consultations/${made.consultationId}`,
  `${made.statements} statements, ${made.people} people, ${made.votes} answers.`,
  ...(made.leftOut > 0 ? [`${made.leftOut} comments are left out: empty, or too long.`] : []),
  ...(made.inItsLetters
    ? []
    : [`Most of it is not in the letters of "${made.language}"; readers are told that it is in that language.`]),
];

/** The topic that the export names; null where it names none. */
async function topicOf(folder: string): Promise<string | null> {
  const summary = await readFile(join(folder, 'summary.csv'), 'utf8').catch(() => '');
  const topic = /^topic,(.*)$/m.exec(summary)?.[1]?.trim() ?? '';
  return (
    topic
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"')
      .trim() || null
  );
}

/** What a person can do something about, in a sentence; null for anything else. */
function problemOf(error: unknown, folder: string): string | null {
  if (error instanceof FormatError) return `${error.file}: ${error.message}`;
  if (isStartError(error)) return error.message;
  return fileProblem(error, folder);
}
