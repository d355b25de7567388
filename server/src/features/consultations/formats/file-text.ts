import { FormatError } from './format-error.ts';

/** Ballots of a large city are a few megabytes; what is larger is no ballot file. */
const mostMegabytes = 64;
export const mostBytes = mostMegabytes * 2 ** 20;

/**
 * The text of a file: UTF-8, or ISO-8859-1 where it is not valid UTF-8, as older election files are. Line ends become
 * "\n", a byte order mark goes away. Throws a FormatError for a file above 64 MB.
 */
export function fileText(bytes: Uint8Array): string {
  if (bytes.length > mostBytes) throw new FormatError(1, 'TOO_LARGE', { most: mostMegabytes });
  return decoded(bytes).replace(/\r\n?/g, '\n');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('iso-8859-1').decode(bytes);
  }
}
