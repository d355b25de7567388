import Frown from '@lucide/svelte/icons/face-slightly-frowning';
import Meh from '@lucide/svelte/icons/face-neutral';
import Smile from '@lucide/svelte/icons/face-slightly-smiling';
import type { Component } from 'svelte';
import type { Face } from '#schema';

/** The face of each answer to "how did it go"; a word always stands beside it. */
export const faceIcons: Record<Face, Component> = { GOOD: Smile, FAIR: Meh, BAD: Frown };
