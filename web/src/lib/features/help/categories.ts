import Armchair from '@lucide/svelte/icons/armchair';
import Baby from '@lucide/svelte/icons/baby';
import BookOpen from '@lucide/svelte/icons/book-open';
import Car from '@lucide/svelte/icons/car';
import FileText from '@lucide/svelte/icons/file-text';
import Handshake from '@lucide/svelte/icons/handshake';
import Languages from '@lucide/svelte/icons/languages';
import ShoppingBasket from '@lucide/svelte/icons/shopping-basket';
import Soup from '@lucide/svelte/icons/soup';
import Sparkles from '@lucide/svelte/icons/sparkles';
import Truck from '@lucide/svelte/icons/truck';
import Users from '@lucide/svelte/icons/users';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Component } from 'svelte';
import type { HelpCategory } from '#schema';
import { isCategory } from './choices.ts';

type Tint = 'sun' | 'rose' | 'sage' | 'sky';

/** The pictogram of each kind of help, on its tint. */
export const categorySigns: Record<HelpCategory, { icon: Component; tint: Tint }> = {
  SHOPPING: { icon: ShoppingBasket, tint: 'sun' },
  CHILD_CARE: { icon: Baby, tint: 'rose' },
  GOING_ALONG: { icon: Handshake, tint: 'sage' },
  LANGUAGE_PRACTICE: { icon: Languages, tint: 'sky' },
  PAPERS: { icon: FileText, tint: 'sky' },
  REPAIRS: { icon: Wrench, tint: 'sun' },
  MOVING: { icon: Truck, tint: 'sage' },
  COMPANY: { icon: Users, tint: 'rose' },
  HOMEWORK: { icon: BookOpen, tint: 'sage' },
  FOOD: { icon: Soup, tint: 'rose' },
  FURNITURE: { icon: Armchair, tint: 'sky' },
  TRANSPORT: { icon: Car, tint: 'sun' },
  OTHER: { icon: Sparkles, tint: 'sky' },
};

/** All kinds of help, the most asked first. */
export const categories = Object.keys(categorySigns).filter(isCategory);
