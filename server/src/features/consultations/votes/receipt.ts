import { inFours, readableCode } from '../../../platform/readable-code.ts';

/** By what a voter finds a ballot on the board, 59 bits of 16 random bytes: XXXX-XXXX-XXXX. */
export const receiptFrom = (bytes: Uint8Array): string => inFours(readableCode(bytes, 12));

/** What somebody typed as a receipt, as it is written: small letters, spaces and missing dashes are mended. */
export const typedReceipt = (typed: string): string => inFours(typed.toUpperCase().replace(/[^0-9A-Z]/g, ''));
