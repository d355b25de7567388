import { readFile } from 'node:fs/promises';
import { AppError } from '../errors.ts';

/** Longest body of a document, in bytes. */
export const maxPdfBytes = 10 * 1024 * 1024;
/** Where the mark of the end is looked for, in bytes from the end: programs leave something behind it. */
const tail = 1024;

/** Reads a file that begins and ends as a PDF does. Throws NOT_A_PDF. What lies between is for the reader's own program. */
export async function readPdf(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  const begins = bytes.subarray(0, 5).equals(Buffer.from('%PDF-'));
  if (!begins || !bytes.subarray(-tail).includes('%%EOF')) throw new AppError('NOT_A_PDF');
  return bytes;
}
