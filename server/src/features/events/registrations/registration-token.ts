import { markOf, openSealedId, sealId } from '../../../platform/sealed-id.ts';

/** What opens one registration without signing in. Nothing of it is kept, so each message can carry it. */
export const registrationToken = (secret: string, id: string): string => sealId(secret, 'registration', id);

/** The registration that a token opens; null for a made-up one. */
export const registrationOf = (secret: string, token: string): string | null =>
  openSealedId(secret, 'registration', token);

/** Six digits that a guest reads in the message and types back. */
export const confirmationCode = (secret: string, id: string): string =>
  String(markOf(secret, 'confirmation', id).readUInt32BE(0) % 1_000_000).padStart(6, '0');

/** The same contact has the same mark within this installation; the contact cannot be read from it. */
export const contactHash = (secret: string, contact: string): string =>
  markOf(secret, 'contact', contact.toLowerCase()).toString('base64url');
