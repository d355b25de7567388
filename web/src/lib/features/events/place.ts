import type { Translate } from '#lib/i18n/translate.ts';

interface Placed {
  venue?: string | null | undefined;
  onlineOnly?: boolean;
  zone: { name: string };
}

/** Where it is, with the address. */
export function addressWords(placed: Placed & { address?: string | null | undefined }, t: Translate): string {
  const place = placeWords(placed, t);
  return placed.address ? t('events.placeAndAddress', { place, address: placed.address }) : place;
}

/** Where it is: the place people know and its zone; "online" where it is nowhere else. */
export function placeWords({ venue, onlineOnly, zone }: Placed, t: Translate): string {
  if (onlineOnly) return t('events.online');
  return venue ? t('events.venueInZone', { venue, zone: zone.name }) : zone.name;
}
