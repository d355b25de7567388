import { defineEntity, p } from '@mikro-orm/core';
import { isMember } from './authorization/rule.ts';
import type { RequestContext } from './graphql/context.ts';
import { newId } from './ids.ts';

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.uuid().primary(),
    actorId: p.uuid(),
    action: p.text(),
    subjectId: p.uuid().nullable(),
    at: p.datetime(),
  },
});

/** Who did what, when, to which row; never what it says. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);

/** Notes an act of staff; written with the next flush, in the same transaction as the act. */
export function audit(ctx: RequestContext, action: string, subjectId: string | null): void {
  if (!isMember(ctx.actor)) return;
  ctx.em.create(AuditEntry, { id: newId(), actorId: ctx.actor.id, action, subjectId, at: ctx.clock.now() });
}
