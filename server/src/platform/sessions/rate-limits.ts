/**
 * Requests a minute from one address, for each way in; kept in the database, so that all processes count together.
 * The factor is for places where many people share one address, such as a library.
 */
export function rateLimits(factor: number) {
  const minute = (max: number) => ({ window: 60, max: Math.ceil(max * factor) });
  return {
    '/sign-in/magic-link': minute(10),
    '/magic-link/verify': minute(30),
    '/sign-up/email': minute(10),
    '/verify-email': minute(30),
    '/sign-in/email': minute(20),
    '/request-password-reset': minute(10),
    '/reset-password': minute(20),
    '/change-password': minute(10),
    '/set-password': minute(10),
    '/change-email': minute(5),
    '/phone-number/send-otp': minute(10),
    '/phone-number/verify': minute(20),
    '/sign-in/access-card': minute(20),
    '/sign-in/social': minute(20),
    '/callback/*': minute(30),
    '/two-factor/*': minute(20),
    '/passkey/*': minute(60),
  };
}
