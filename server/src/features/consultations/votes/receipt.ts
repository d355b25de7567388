import { inFours, readableCode } from '../../../platform/readable-code.ts';

/** By what a voter finds a ballot on the board, 59 bits of 16 random bytes: XXXX-XXXX-XXXX. */
export const receiptFrom = (bytes: Uint8Array): string => inFours(readableCode(bytes, 12));
