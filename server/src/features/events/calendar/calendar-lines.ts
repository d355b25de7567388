const lineBytes = 75;

/** One line of a calendar file with its end, folded as RFC 5545 3.1 asks for: 75 bytes at most, characters kept whole. */
export function folded(line: string): string {
  if (line.length <= lineBytes && Buffer.byteLength(line) <= lineBytes) return `${line}\r\n`;
  const parts: string[] = [];
  let [begin, size] = [0, 0];
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    if (size + bytes > lineBytes) {
      parts.push(line.slice(begin, at));
      [begin, size] = [at, 1]; // the space before what goes on
    }
    size += bytes;
    at += code < 0x1_0000 ? 1 : 2;
  }
  return `${[...parts, line.slice(begin)].join('\r\n ')}\r\n`;
}

/** A text with what has a meaning in calendar files escaped (RFC 5545 3.3.11), and without what none may hold. */
export const escaped = (text: string): string => (special.test(text) ? withEscapes(text) : text);

const special = /[\\;,\u0000-\u0008\u000a-\u001f\u007f]/;

const withEscapes = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
