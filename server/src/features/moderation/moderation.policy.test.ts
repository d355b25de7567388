import { describe, expect, test } from 'vitest';
import { memberActor, type TownRole, townRoles, visitor } from '../../platform/authorization/actor.ts';
import { can } from '../../platform/authorization/rule.ts';
import { moderationPolicy, seesReporter } from './moderation.policy.ts';

const actor = (...roles: TownRole[]) =>
  memberActor({
    id: 'me',
    sessionId: 'a-session',
    secondFactor: true,
    scopes: null,
    roles: { townRoles: roles, organisations: [] },
  });
const aboutMe = { owner: { id: 'me' } };
const aboutOther = { owner: { id: 'other' } };

describe('who moderates', () => {
  test.each(townRoles)('%s', (role) => {
    const moderates = role === 'ADMINISTRATOR' || role === 'COORDINATOR';
    expect(can(actor(role), moderationPolicy.moderate, undefined)).toBe(moderates);
    expect(can(actor(role), moderationPolicy.seeCase, aboutOther)).toBe(moderates);
    expect(can(actor(role), moderationPolicy.seeCase, aboutMe)).toBe(false);
  });

  test('the person reads and appeals the own decision, nobody else does', () => {
    for (const entry of [moderationPolicy.seeDecision, moderationPolicy.appeal]) {
      expect(can(actor(), entry, aboutMe)).toBe(true);
      expect(can(actor('ADMINISTRATOR'), entry, aboutOther)).toBe(false);
      expect(can(visitor, entry, aboutMe)).toBe(false);
    }
  });

  test('an anonymous reporter is known to administrators alone, any reporter to moderators alone', () => {
    const seen = (anonymous: boolean) =>
      [visitor, actor(), actor('SOCIAL_WORKER'), actor('COORDINATOR'), actor('ADMINISTRATOR')].map((one) =>
        seesReporter(one, { anonymous }),
      );
    expect(seen(false)).toEqual([false, false, false, true, true]);
    expect(seen(true)).toEqual([false, false, false, false, true]);
  });
});
