import { createHash, randomBytes } from 'node:crypto';
import type { JobContext } from '../../platform/jobs/jobs.ts';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import type { LinkKind } from './notification.words.ts';

/** What the database keeps of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Makes a link and returns its token, 144 random bits that are written nowhere else. */
export async function makeLink(
  { em, clock }: JobContext,
  link: {
    notificationId: string;
    memberId: string;
    kind: LinkKind;
    subjectId: string;
    locale: Locale;
    expiresAt: Date;
  },
): Promise<string> {
  const token = randomBytes(18).toString('base64url');
  await em.execute(
    `insert into action_link (id, notification_id, member_id, kind, subject_id, locale, token_hash, created_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId(),
      link.notificationId,
      link.memberId,
      link.kind,
      link.subjectId,
      link.locale,
      hashOf(token),
      clock.now(),
      link.expiresAt,
    ],
  );
  return token;
}
