import { AppError } from '../../../platform/errors.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { newId } from '../../../platform/ids.ts';
import { isMailAddress } from '../../../platform/mail/mail-address.ts';
import { normalisePhoneNumber } from '../../../platform/sessions/phone-number.ts';
import { Guest } from './guest.entity.ts';
import type { Registration } from './registration.entity.ts';
import type { GuestInput } from './registration.input.ts';

export type ContactGiven = { mail: string; phone: null } | { mail: null; phone: string };

/** The one contact of a guest, a mail address or a phone number. REQUIRED, INVALID_CONTACT on `guest.contact`. */
export function contactOf({ contact }: GuestInput): ContactGiven {
  const given = contact.trim();
  if (!given) throw new AppError('REQUIRED', {}, 'guest.contact');
  if (isMailAddress(given)) return { mail: given.toLowerCase(), phone: null };
  const phone = normalisePhoneNumber(given);
  if (!phone) throw new AppError('INVALID_CONTACT', {}, 'guest.contact');
  return { mail: null, phone };
}

/** How a guest wants to be called. REQUIRED on `guest.name`. */
export function nameOf({ name }: GuestInput): string {
  const said = name.toWellFormed().trim();
  if (!said) throw new AppError('REQUIRED', {}, 'guest.name');
  return said;
}

/** Remembers a guest, in the reader's language. */
export async function makeGuest(ctx: RequestContext, name: string, contact: ContactGiven): Promise<Guest> {
  const guest = ctx.em.create(Guest, {
    id: newId(),
    name,
    ...contact,
    locale: ctx.locale,
    createdAt: ctx.clock.now(),
  });
  await ctx.em.flush();
  return guest;
}

/** Forgets who never confirmed, with the contact and what was written: it may all be an invention. In the next flush. */
export function forgetUnconfirmed(ctx: Pick<RequestContext, 'em'>, registration: Registration): void {
  const { guest, confirmedAt } = registration;
  if (!guest || confirmedAt) return;
  ctx.em.remove(ctx.em.getReference(Guest, guest.id));
  ctx.em.assign(registration, { guest: null, contactHash: null, answers: {} });
}
