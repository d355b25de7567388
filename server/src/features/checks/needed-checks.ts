import type { CheckKind, Setting } from './check.words.ts';

/** Checks that a helper needs in each setting. The nearer to a home or to children, the more. */
const needed: Record<Setting, readonly CheckKind[]> = {
  IN_PUBLIC: [],
  AT_DOOR: ['IDENTITY_SEEN'],
  AT_HOME: ['IDENTITY_SEEN', 'VOUCHED'],
  WITH_CHILDREN: ['IDENTITY_SEEN', 'VOUCHED', 'CHILD_PROTECTION'],
};

/** A check as far as it matters here. */
export interface HeldCheck {
  kind: CheckKind;
  validUntil?: Date | null | undefined;
  revokedAt?: Date | null | undefined;
}

/** Which checks somebody lacks for a setting at an instant; empty: they may claim such tasks. */
export function missingChecks(held: readonly HeldCheck[], setting: Setting, now: Date): CheckKind[] {
  const valid = new Set(held.filter((check) => isInForce(check, now)).map((check) => check.kind));
  return needed[setting].filter((kind) => !valid.has(kind));
}

/** Neither taken back nor past its last day. */
export const isInForce = (check: HeldCheck, now: Date): boolean =>
  !check.revokedAt && (!check.validUntil || check.validUntil > now);
