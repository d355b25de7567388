import { defineEntity, p } from '@mikro-orm/core';
import { Ctx, Field, Query, Resolver } from 'type-graphql';
import { notFound } from '../../platform/errors.ts';
import { AlwaysFresh, ApiType, Guarded } from '../../platform/graphql/api-type.ts';
import { After, type Connection, connection, First, page } from '../../platform/graphql/arguments.ts';
import { authorize, type RequestContext } from '../../platform/graphql/context.ts';
import { PageInfoType } from '../../platform/graphql/page-info.type.ts';
import { IdScalar, InstantScalar } from '../../platform/graphql/scalars.ts';
import { demoCode } from '../../platform/sessions/demo-code.ts';
import { memberPolicy } from './member.policy.ts';

const OutboxMessageSchema = defineEntity({
  name: 'OutboxMessage',
  tableName: 'outbox_message',
  properties: {
    id: p.uuid().primary(),
    channel: p.text(),
    recipient: p.text(),
    subject: p.text().nullable(),
    text: p.text(),
    createdAt: p.datetime(),
  },
});

/** A mail or SMS that stayed in the house. */
export class OutboxMessage extends OutboxMessageSchema.class {}
OutboxMessageSchema.setClass(OutboxMessage);

@ApiType('OutboxMessage', 'members', 'A mail or SMS that was not sent away. Development and demo only.')
class OutboxMessageType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: '"mail" or "sms".' })
  channel!: string;

  @Field(() => String, { description: 'Address or number.' })
  recipient!: string;

  @Field(() => String, { nullable: true, description: 'Subject of a mail.' })
  subject!: string | null;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => InstantScalar, { description: 'When it was written.' })
  createdAt!: Date;
}

@ApiType('OutboxMessageConnection', 'members', 'A page of messages that were not sent away.')
class OutboxMessageConnectionType {
  @Field(() => [OutboxMessageType], { description: 'The messages of this page.' })
  nodes!: OutboxMessageType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@Resolver()
export class OutboxResolver {
  @Query(() => OutboxMessageConnectionType, {
    description: 'The local outbox, newest first; NOT_FOUND where messages are really sent.',
  })
  @Guarded(memberPolicy.readOutbox)
  @AlwaysFresh
  async outbox(
    @Ctx() ctx: RequestContext,
    @First() first: number,
    @After() after: string | null,
  ): Promise<Connection<OutboxMessage>> {
    authorize(ctx, memberPolicy.readOutbox);
    if (!ctx.config.outboxVisible) throw notFound();
    const asked = page(first, after);
    const where = asked.afterId ? { id: { $lt: asked.afterId } } : {};
    return connection(
      await ctx.em.find(OutboxMessage, where, { orderBy: { id: 'desc' }, limit: asked.limit + 1 }),
      asked,
    );
  }

  @Query(() => String, {
    description: 'What the authenticator app of the demo’s staff shows now; NOT_FOUND outside the demo.',
  })
  @Guarded(memberPolicy.readOutbox)
  @AlwaysFresh
  demoCode(@Ctx() ctx: RequestContext): string {
    authorize(ctx, memberPolicy.readOutbox);
    if (!ctx.config.demo) throw notFound();
    return demoCode();
  }
}
