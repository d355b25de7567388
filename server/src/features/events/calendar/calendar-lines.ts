const lineBytes = 75;

/** One line of a calendar file with its end, folded as RFC 5545 3.1 asks for: 75 bytes at most, characters kept whole. */
export function folded(line: string): string {
  if (line.length <= lineBytes && Buffer.byteLength(line) <= lineBytes) return `${line}\r\n`;
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > lineBytes) {
      parts.push(part);
      [part, size] = ['', 1]; // the space before what goes on
    }
    part += character;
    size += bytes;
  }
  return `${[...parts, part].join('\r\n ')}\r\n`;
}

/** A text with what has a meaning in calendar files escaped (RFC 5545 3.3.11). */
export const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
