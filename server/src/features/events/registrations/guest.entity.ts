import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/ids.ts';
import type { Locale } from '../../../platform/locales.ts';

const GuestSchema = defineEntity({
  name: 'Guest',
  tableName: 'guest',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    mail: p.text().nullable(),
    phone: p.text().nullable(),
    locale: p.text().$type<Locale>(),
    createdAt: p.datetime(),
  },
});

/** Somebody who comes to an event without an account: a name and one contact, deleted a month after the last date. */
export class Guest extends GuestSchema.class {}
GuestSchema.setClass(Guest);
