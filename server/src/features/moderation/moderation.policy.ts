import type { Actor } from '../../platform/authorization/actor.ts';
import { hasTownRole, isMember, rule, sightRule } from '../../platform/authorization/rule.ts';

interface SomeCase {
  owner: { id: string };
}

const isModerator = (actor: Actor) => hasTownRole(actor, 'ADMINISTRATOR', 'COORDINATOR');
const isOwner = (actor: Actor, found: SomeCase) => isMember(actor) && actor.id === found.owner.id;

export const moderationPolicy = {
  block: rule('moderation.block', 'profile:write', isMember),
  listBlocks: rule('moderation.listBlocks', 'profile:read', isMember),
  report: rule('moderation.report', null, isMember),
  listMyReports: rule('moderation.listMyReports', null, isMember),
  moderate: rule('moderation.moderate', null, isModerator),
  /** A case about oneself does not exist for oneself, moderator or not: it names those who reported. */
  seeCase: sightRule<SomeCase>(
    'moderation.seeCase',
    null,
    (actor, found) => isModerator(actor) && !isOwner(actor, found),
  ),
  /** What was decided about oneself. */
  seeDecision: sightRule<SomeCase>('moderation.seeDecision', null, isOwner),
  appeal: sightRule<SomeCase>('moderation.appeal', null, isOwner),
};

/** Who reported is shown to moderators; to administrators alone where the reporter asked for that. */
export const seesReporter = (actor: Actor, report: { anonymous: boolean }): boolean =>
  isModerator(actor) && (!report.anonymous || hasTownRole(actor, 'ADMINISTRATOR'));
