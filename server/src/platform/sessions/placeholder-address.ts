/**
 * better-auth wants an e-mail for everybody. Members who only have a phone or a card get one at a domain that can never
 * exist (RFC 6761); it is never shown and never written to.
 */
const domain = '@no-mail.invalid';

export const placeholderAddress = (memberId: string): string => `${memberId}${domain}`;

export const isPlaceholder = (email: string): boolean => email.toLowerCase().endsWith(domain);
