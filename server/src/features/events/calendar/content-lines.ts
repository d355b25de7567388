/** A line as the calendar means it: unfolded and decoded, with the number of the line in the file where it begins. */
export interface ContentLine {
  text: string;
  line: number;
}

/**
 * The lines of a calendar file. Long lines are folded by bytes, also in the middle of a character, so bytes are put
 * together first and read as characters after that: UTF-16 where a mark or its zeros say so, else UTF-8 line by line,
 * and Windows-1252 (which ISO-8859-1 is a part of) for lines that are not UTF-8.
 */
export function contentLines(bytes: Uint8Array): ContentLine[] {
  const wide = wideEncoding(bytes);
  if (wide) return unfold(new TextDecoder(wide).decode(bytes));
  const folded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const start = folded.startsWith('\u00EF\u00BB\u00BF') ? 3 : 0;
  return unfold(folded.slice(start)).map(({ text, line }) => ({ text: decode(text), line }));
}

function wideEncoding([first, second]: Uint8Array): string | null {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return null;
}

function unfold(text: string): ContentLine[] {
  const lines: { parts: string[]; line: number }[] = [];
  let number = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    number++;
    if (raw === '') continue;
    const last = lines.at(-1);
    if (last && (raw.startsWith(' ') || raw.startsWith('\t'))) last.parts.push(raw.slice(1));
    else lines.push({ parts: [last ? raw : raw.trimStart()], line: number });
  }
  return lines.map(({ parts, line }) => ({ text: parts.join(''), line }));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

function decode(latin1: string): string {
  if (isAscii(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

const isAscii = (text: string) => !/[\u0080-\u00FF]/.test(text);
