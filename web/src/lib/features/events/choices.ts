import Accessibility from '@lucide/svelte/icons/accessibility';
import Baby from '@lucide/svelte/icons/baby';
import Bath from '@lucide/svelte/icons/bath';
import Car from '@lucide/svelte/icons/car';
import Ear from '@lucide/svelte/icons/ear';
import Hammer from '@lucide/svelte/icons/hammer';
import Languages from '@lucide/svelte/icons/languages';
import MoveVertical from '@lucide/svelte/icons/move-vertical';
import VolumeX from '@lucide/svelte/icons/volume-x';
import type { Component } from 'svelte';
import type {
  AccessFact,
  ChangeScope,
  EventAudience,
  EventCost,
  EventFace,
  EventTopic,
  NeedKind,
  QuestionKind,
  RegistrationMode,
  SupportKind,
  WaitingOrder,
} from '#schema';

export const topics = [
  'LANGUAGE',
  'SCHOOL',
  'WORK',
  'RIGHTS',
  'HEALTH',
  'FAMILY',
  'CULTURE',
  'FOOD',
  'SPORT',
  'GREEN',
  'ASSEMBLY',
  'FESTIVAL',
] as const satisfies readonly EventTopic[];
export const audiences = [
  'FAMILIES',
  'CHILDREN',
  'TEENAGERS',
  'WOMEN',
  'NEWCOMERS',
  'OLDER_PEOPLE',
] as const satisfies readonly EventAudience[];
export const accessFacts = [
  'STEP_FREE',
  'ACCESSIBLE_TOILET',
  'HEARING_LOOP',
  'QUIET_ROOM',
] as const satisfies readonly AccessFact[];
export const costs = ['FREE', 'DONATION', 'PAID'] as const satisfies readonly EventCost[];
export const modes = ['NONE', 'DATE', 'SERIES'] as const satisfies readonly RegistrationMode[];
export const orders = ['FIRST_COME', 'LOTTERY'] as const satisfies readonly WaitingOrder[];
export const scopes = ['ONE', 'FOLLOWING', 'ALL'] as const satisfies readonly ChangeScope[];
export const needs = ['INTERPRETER', 'CHILD_CARE', 'TRANSPORT', 'LIFT'] as const satisfies readonly NeedKind[];
export const supports = [...needs, 'SET_UP'] as const satisfies readonly SupportKind[];
export const faces = ['GOOD', 'FAIR', 'BAD'] as const satisfies readonly EventFace[];
export const questionKinds = ['TEXT', 'YES_NO', 'CHOICE'] as const satisfies readonly QuestionKind[];

export const accessIcons: Record<AccessFact, Component> = {
  STEP_FREE: Accessibility,
  ACCESSIBLE_TOILET: Bath,
  HEARING_LOOP: Ear,
  QUIET_ROOM: VolumeX,
};
export const supportIcons: Record<SupportKind, Component> = {
  INTERPRETER: Languages,
  CHILD_CARE: Baby,
  TRANSPORT: Car,
  LIFT: MoveVertical,
  SET_UP: Hammer,
};

/** Longest texts, in characters. */
export const longest = {
  title: 120,
  description: 8000,
  venue: 120,
  address: 300,
  onlineUrl: 500,
  costWords: 120,
  contact: 300,
  answer: 1000,
  result: 4000,
  question: 200,
  reply: 500,
  slot: 300,
};

/** How many people may come with one registration. */
export const mostPeople = 12;
/** How many questions those who register may be asked. */
export const mostQuestions = 10;

/** How many more than are registered a party may bring along, as the API has it. */
export const mostBesides = 3;
