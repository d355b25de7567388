export const attachmentKinds = ['PHOTO', 'VOICE', 'DOCUMENT'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** Which bytes of each kind can be fetched, the one to show first. */
export const variantsOf = {
  PHOTO: ['large', 'small'],
  VOICE: ['sound'],
  DOCUMENT: ['file'],
} as const satisfies Record<AttachmentKind, readonly string[]>;

/** Longest words about a photo, in characters. */
export const maxAlt = 300;

/** How long an upload waits for a request, a message or whatever it belongs to, in milliseconds. */
export const unattachedFor = 24 * 60 * 60 * 1000;
