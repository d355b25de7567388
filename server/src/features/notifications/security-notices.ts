import type { RequestContext } from '../../platform/graphql/context.ts';
import type { SecurityChange } from '../../platform/sessions/ways-in.ts';
import { notify } from './notify.ts';

/** Tells a member what changed in how they get in: what, never with what. */
export const tellSecurityChanges = (
  ctx: Pick<RequestContext, 'em' | 'clock'>,
  memberId: string,
  changes: readonly SecurityChange[],
): Promise<void> =>
  notify(ctx, { memberId, kind: 'SECURITY_CHANGED', params: { reason: changes.join(',') }, path: '/profile/security' });
