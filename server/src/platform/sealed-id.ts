import { createHmac, timingSafeEqual } from 'node:crypto';

const macLength = 16;

/** A mark of words that only this installation can make, for one purpose; the words cannot be read from it. 16 bytes. */
export const markOf = (secret: string, purpose: string, words: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}:${words}`).digest().subarray(0, macLength);

/** An id with a mark that only this installation can make, for one purpose. Nothing of it is kept, and it never expires. */
export function sealId(secret: string, purpose: string, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, markOf(secret, purpose, id)]).toString('base64url');
}

/** The id in a seal of this purpose; null for a made-up one, or one of another purpose. */
export function openSealedId(secret: string, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed.slice(0, 100), 'base64url');
  if (bytes.length !== 16 + macLength) return null;
  const hex = bytes.subarray(0, 16).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(bytes.subarray(16), markOf(secret, purpose, id)) ? id : null;
}
