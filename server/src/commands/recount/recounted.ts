import { readFile, stat } from 'node:fs/promises';
import { fileText, mostBytes } from '../../features/consultations/formats/file-text.ts';
import { FormatError } from '../../features/consultations/formats/format-error.ts';

/** What a recount prints: the whole result as plain data, and the same for people. */
export interface Recounted {
  result: unknown;
  table: () => string;
}

/** Counts the file or folder. The seed decides what the rule leaves to a lot. */
export type Recount = (path: string, seed: string) => Promise<Recounted>;

/** Text of a file; a file that is too large is not even read. */
export async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  return fileText(size > mostBytes ? new Uint8Array(mostBytes + 1) : await readFile(path));
}

/** Reads a file with this function; what is wrong with it is said with the file's name. */
export async function readAs<File>(path: string, read: (text: string) => File): Promise<File> {
  try {
    return read(await readText(path));
  } catch (error) {
    if (error instanceof FormatError) error.file = path;
    throw error;
  }
}

/** Lines of equal columns: text to the left, numbers to the right. */
export function textTable(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => printable(String(cell))));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => typeof rows.at(-1)?.[column] === 'number';
  return cells
    .map((row) =>
      row
        .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Names come from files: what would steer a terminal is left out. */
export const printable = (text: string) => text.replace(/\p{Cc}/gu, ' ');
