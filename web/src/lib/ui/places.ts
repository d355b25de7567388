import CalendarDays from '@lucide/svelte/icons/calendar-days';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import LogIn from '@lucide/svelte/icons/log-in';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Speech from '@lucide/svelte/icons/speech';
import User from '@lucide/svelte/icons/user';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { Component } from 'svelte';

export interface ViewerInFrame {
  signedIn: boolean;
  name: string | null;
  waitingForMe: number;
  unreadNotices: number;
}

export interface Place {
  href: string;
  /** The message that names it. */
  label: string;
  icon: Component;
  /** How many things wait there for the viewer. */
  waiting: number;
}

/** Where one can go from every page. */
export function placesFor(viewer: ViewerInFrame): Place[] {
  return [
    { href: '/help', label: 'ui.help', icon: HandHelping, waiting: 0 },
    { href: '/events', label: 'ui.events', icon: CalendarDays, waiting: 0 },
    { href: '/actions', label: 'ui.together', icon: UsersRound, waiting: 0 },
    { href: '/consultations', label: 'ui.consultations', icon: Speech, waiting: 0 },
    { href: '/help/mine', label: 'ui.myHelp', icon: MessagesSquare, waiting: viewer.waitingForMe },
    viewer.signedIn
      ? { href: '/profile', label: 'ui.me', icon: User, waiting: 0 }
      : { href: '/sign-in', label: 'ui.signIn', icon: LogIn, waiting: 0 },
  ];
}

/** The place that a page belongs to: the longest address that its own begins with. */
export function currentPlace(places: Place[], pathname: string): Place | undefined {
  return places
    .filter(({ href }) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0];
}
