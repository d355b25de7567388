import type { ConsultationQuery } from '#schema';

type Standing = ConsultationQuery['participation']['standing'];

/** Whether the reader may answer, or does already. */
export const mayAnswer = (standing: Standing): boolean => standing === 'MAY' || standing === 'TAKES_PART';

/** Whether a code is for the reader: who is signed in takes part with the account, but where codes alone let people in. */
export const mayUseCode = (standing: Standing): boolean => standing === 'SIGN_IN' || standing === 'NEEDS_CODE';
