import { sourceHash } from './source-hash.ts';
import type { Translation } from './translation.entity.ts';
import type { ShownTranslationState } from './translation.words.ts';

type Kept = Pick<Translation, 'words' | 'state' | 'sourceHash'>;

/** Words as they are compared: forms send other line ends than they got. */
export const asMarked = (words: string): string => words.replace(/\r\n?/g, '\n').trim();

/** A mark of a source and of its words in another language as they stand; another one once either or their state changed. */
export const markOf = (source: string, found?: Kept): string =>
  `${sourceHash(`${found?.state ?? ''} ${source}`)}.${sourceHash(asMarked(found?.words ?? ''))}`;

/** Whether words are those that somebody saw who holds a mark. */
export const isAsSeen = (mark: string | null | undefined, words: string): boolean =>
  mark?.split('.')[1] === sourceHash(asMarked(words));

export const stateOf = ({ state, sourceHash: mark }: Kept, source: string): ShownTranslationState =>
  mark === sourceHash(source) ? state : 'OUTDATED';
