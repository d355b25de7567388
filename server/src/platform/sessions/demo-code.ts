import { TOTP } from 'otpauth';

/** The authenticator of every staff member of the demo neighbourhood; base32. Never used outside the demo. */
export const demoTotpSecret = 'KZUWG2LONFQSAZDFNVXSA43FMNZGK5BB';

/** The code that an authenticator with the demo secret shows now (RFC 6238, six digits, 30 seconds). */
export const demoCode = (): string => new TOTP({ secret: demoTotpSecret }).generate();
