import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { attachmentsOf, AttachmentType } from '../attachments/index.ts';
import { ViewerType } from '../members/index.ts';
import { organisationById, organisationsById, OrganisationType } from '../organisations/index.ts';
import { choose, LanguageStateType, languagesOf, translated, TranslatedTextType } from '../translations/index.ts';
import { type AnyEvent, coOrganiserIds, mayDo } from './event.reading.ts';
import { organisationsToOrganiseFor } from './event.service.ts';
import { EventSourceType, EventType } from './event.type.ts';
import { mayTranslate, sourceOf, translatableFields, wordsOf } from './event-words.ts';

@Resolver(() => EventType)
export class EventFieldsResolver {
  @FieldResolver(() => TranslatedTextType, { description: 'What it is called.' })
  title(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    if ('titleIn' in event)
      return choose(ctx.locale, { words: event.title, language: event.language }, event.titleIn ? [event.titleIn] : []);
    return translated(ctx, event, 'title', event.title);
  }

  @FieldResolver(() => TranslatedTextType, { description: 'What happens there: Markdown without HTML.' })
  async description(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return translated(ctx, event, 'description', (await wordsOf(ctx, event)).description);
  }

  @FieldResolver(() => TranslatedTextType, { nullable: true, description: 'How much it costs.' })
  costWords(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return event.costWords ? translated(ctx, event, 'costWords', event.costWords) : null;
  }

  @FieldResolver(() => OrganisationType, { description: 'Who organises it.' })
  organisation(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, event.organisation.id);
  }

  @FieldResolver(() => [OrganisationType], { description: 'Who helps to organise it, and agreed to.' })
  async coOrganisers(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return organisationsById(ctx, await coOrganiserIds(ctx, event.id));
  }

  @FieldResolver(() => AttachmentType, { nullable: true, description: 'Its picture; `alt` says what it shows.' })
  async picture(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return (await attachmentsOf(ctx, event.seriesId))[0] ?? null;
  }

  @FieldResolver(() => [LanguageStateType], { description: 'How far its words are in each language.' })
  async languages(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return languagesOf(ctx, event.id, {
      language: event.language,
      fields: translatableFields(await wordsOf(ctx, event)),
    });
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader organises it, and may change it.' })
  viewerCanEdit(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return event.state !== 'CANCELLED' && mayDo(ctx, 'edit', event);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could show it to everybody.' })
  viewerCanPublish(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return event.state === 'DRAFT' && mayDo(ctx, 'publish', event);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could call it off.' })
  viewerCanCancel(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return event.state === 'PUBLISHED' && mayDo(ctx, 'cancel', event);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the reader could translate its words.' })
  viewerCanTranslate(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return mayTranslate(ctx, event);
  }

  @FieldResolver(() => EventSourceType, {
    nullable: true,
    description: 'The words as they were written, for those who may change them; null for others.',
  })
  source(@Root() event: AnyEvent, @Ctx() ctx: RequestContext) {
    return sourceOf(ctx, event);
  }

  @FieldResolver(() => Boolean, { description: 'Whether one can take part online; where, is for those who register.' })
  online(@Root() event: AnyEvent): boolean {
    return event.online;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it takes place online and nowhere else.' })
  onlineOnly(@Root() event: AnyEvent): boolean {
    return event.online && !event.venue;
  }

  @FieldResolver(() => Boolean, { description: 'Whether staff took it out of sight.' })
  hidden(@Root() event: AnyEvent): boolean {
    return Boolean(event.hiddenAt);
  }
}

@Resolver(() => ViewerType)
export class ViewerEventsResolver {
  @FieldResolver(() => [OrganisationType], { description: 'Organisations for which the reader may organise events.' })
  viewerCanInviteFor(@Ctx() ctx: RequestContext) {
    return organisationsById(ctx, organisationsToOrganiseFor(ctx));
  }
}
