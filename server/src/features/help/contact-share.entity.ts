import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import { Member } from '../members/index.ts';
import { HelpMatch } from './help-match.entity.ts';

const ContactShareSchema = defineEntity({
  name: 'ContactShare',
  tableName: 'contact_share',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    match: () => p.manyToOne(HelpMatch).ref(),
    /** Whose number and address these are. */
    member: () => p.manyToOne(Member).ref(),
    /** The member of staff who shared them in the person's place. */
    sharedBy: () => p.manyToOne(Member).ref().nullable(),
    phone: p.text().nullable(),
    address: p.text().nullable(),
    sharedAt: p.datetime(),
  },
});

/** What one side of an agreed match lets the other know: the only place where a number or an address of a person is kept for others. */
export class ContactShare extends ContactShareSchema.class {}
ContactShareSchema.setClass(ContactShare);

const ContactAccessSchema = defineEntity({
  name: 'ContactAccess',
  tableName: 'contact_access',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    match: () => p.manyToOne(HelpMatch).ref(),
    owner: () => p.manyToOne(Member).ref(),
    reader: () => p.manyToOne(Member).ref(),
    at: p.datetime(),
  },
});

/** Somebody looked at what another shared; never what it said. */
export class ContactAccess extends ContactAccessSchema.class {}
ContactAccessSchema.setClass(ContactAccess);
