import { suspensionOf } from '#lib/features/moderation/suspension.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, depends }) => {
  depends('vicinia:viewer');
  // A page must be able to say that the API does not answer, so its frame does without it.
  const viewer = await locals.viewer().catch(() => null);
  return {
    locale: locals.locale,
    origin: locals.origin,
    viewer: {
      id: viewer?.member?.id ?? null,
      signedIn: Boolean(viewer?.member),
      name: viewer?.member?.displayName ?? null,
      zone: viewer?.member?.zone ?? null,
      townRoles: viewer?.townRoles ?? [],
      waitingForMe: viewer?.waitingForMe ?? 0,
      unreadNotices: viewer?.unreadNotices ?? 0,
      suspension: viewer && suspensionOf(viewer, locals.locale),
    },
  };
};
