import type { RequestContext } from '../../platform/graphql/context.ts';
import { newId } from '../../platform/ids.ts';
import type { NoticeParams } from '../../platform/link-action.ts';
import type { LinkKind, NotificationKind } from './notification.words.ts';

export type Notice = What & ({ memberId: string } | { guestId: string });

interface What {
  kind: NotificationKind;
  /** Codes, names and instants for the texts; see NoticeParams. */
  params?: Omit<NoticeParams, 'at'> & { at?: Date };
  /** The page it leads to, on this site. */
  path: string;
  /** One tap in the message that does something without signing in. */
  linkAction?: { kind: LinkKind; subjectId: string; expiresAt: Date };
  /** Told at most once per member and key, however often and in however many processes it is tried. */
  onceKey?: string;
}

/** Takes the name of somebody who leaves out of what others were told on these pages. */
export async function forgetName(ctx: Pick<RequestContext, 'em'>, name: string, paths: string[]): Promise<void> {
  await ctx.em.execute(
    `update notification set params = params - 'name' where path = any(string_to_array(?, ',')) and params ->> 'name' = ?`,
    [[...new Set(paths)].join(','), name],
  );
}

/**
 * Tells a member, or a guest without an account, of something: written at once, in the transaction of the act, so that both
 * happen or neither. It is sent after the commit. Nobody tells a person who has left.
 */
export async function notify(ctx: Pick<RequestContext, 'em' | 'clock'>, notice: Notice): Promise<void> {
  const now = ctx.clock.now();
  const { linkAction: link } = notice;
  const [whose, id] =
    'memberId' in notice ? (['member', notice.memberId] as const) : (['guest', notice.guestId] as const);
  await ctx.em.execute(
    `insert into notification (id, ${whose}_id, kind, params, path, once_key, link_kind, link_subject_id, link_expires_at, created_at, due_at)
     select ?, p.id, ?, ?::jsonb, ?, ?, ?, ?::uuid, ?::timestamptz, ?, ? from ${whose} p where p.id = ?${whose === 'member' ? ' and p.gone_at is null' : ''}
     on conflict do nothing`,
    [
      newId(),
      notice.kind,
      JSON.stringify(notice.params ?? {}),
      notice.path,
      notice.onceKey ?? null,
      link?.kind ?? null,
      link?.subjectId ?? null,
      link?.expiresAt ?? null,
      now,
      now,
      id,
    ],
  );
}
