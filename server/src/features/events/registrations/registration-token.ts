import { createHmac, timingSafeEqual } from 'node:crypto';

const macLength = 16;

const macOf = (secret: string, purpose: string, id: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}:${id}`).digest().subarray(0, macLength);

/**
 * What opens one registration without signing in: its id and a mark that only this installation can make. Nothing of it is
 * kept, so each message can carry it.
 */
export function registrationToken(secret: string, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, macOf(secret, 'registration', id)]).toString('base64url');
}

/** The registration that a token opens; null for a made-up one. */
export function registrationOf(secret: string, token: string): string | null {
  const bytes = Buffer.from(token.slice(0, 100), 'base64url');
  if (bytes.length !== 16 + macLength) return null;
  const hex = bytes.subarray(0, 16).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(bytes.subarray(16), macOf(secret, 'registration', id)) ? id : null;
}

/** Six digits that a guest reads in the message and types back. */
export const confirmationCode = (secret: string, id: string): string =>
  String(macOf(secret, 'confirmation', id).readUInt32BE(0) % 1_000_000).padStart(6, '0');

/** The same contact has the same mark within this installation; the contact cannot be read from it. */
export const contactHash = (secret: string, contact: string): string =>
  macOf(secret, 'contact', contact.toLowerCase()).toString('base64url');
