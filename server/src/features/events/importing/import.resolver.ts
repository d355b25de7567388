import { Arg, Ctx, Field, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlwaysFresh, ApiType, Guarded } from '../../../platform/graphql/api-type.ts';
import { Key } from '../../../platform/graphql/arguments.ts';
import type { RequestContext } from '../../../platform/graphql/context.ts';
import { enumOf } from '../../../platform/graphql/enum-of.ts';
import { IdScalar, InstantScalar } from '../../../platform/graphql/scalars.ts';
import { organisationById, OrganisationType } from '../../organisations/index.ts';
import { eventPolicy } from '../events.policy.ts';
import type { CalendarFile } from './calendar-file.entity.ts';
import { importCalendar, outcomeOf, planOf, previewImport, readCalendarFile } from './import.service.ts';
import type { CalendarPlan, PlannedEvent, PlannedRemark } from './import-plan.ts';
import { importReasons, mostShown } from './import.words.ts';

const importChanges = ['NEW', 'CHANGED', 'SAME', 'OLDER'] as const;
const ImportReasonEnum = enumOf(
  'ImportReason',
  'Why an entry did not come in, or not as it was written.',
  importReasons,
);
const ImportChangeEnum = enumOf('ImportChange', 'What an import does with an event.', importChanges);

@ApiType('ImportedEvent', 'events', 'An event of a calendar file.')
export class ImportedEventType {
  @Field(() => String, { description: 'What it is called there.' })
  title!: string;

  @Field(() => ImportChangeEnum, { description: 'What the import does with it.' })
  change!: PlannedEvent['change'];

  @Field(() => InstantScalar, { nullable: true, description: 'When its next date starts; null: nothing changes.' })
  startsAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When that date ends.' })
  endsAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether it lasts whole days.' })
  allDay!: boolean;

  @Field(() => Int, { description: 'How many dates come in.' })
  dates!: number;
}

@ApiType('ImportRemark', 'events', 'What the import leaves out or mends.')
export class ImportRemarkType {
  @Field(() => Int, { nullable: true, description: 'Line of the file.' })
  line!: number | null;

  @Field(() => String, { nullable: true, description: 'What the event is called.' })
  title!: string | null;

  @Field(() => ImportReasonEnum, { description: 'Why.' })
  reason!: PlannedRemark['reason'];

  @Field(() => Boolean, { description: 'Whether the event comes in all the same.' })
  taken!: boolean;
}

@ApiType('CalendarImport', 'events', 'What an import of a calendar file did, or would do.')
export class CalendarImportType {}

@Resolver(() => CalendarImportType)
export class CalendarImportResolver {
  @Query(() => CalendarImportType, {
    description: 'What an import of a file would do. Who sent the file, for an hour.',
  })
  @Guarded(eventPolicy.importCalendar)
  @AlwaysFresh
  calendarImport(@Ctx() ctx: RequestContext, @FileId() fileId: string) {
    return previewImport(ctx, fileId);
  }

  @Mutation(() => CalendarImportType, {
    description: 'Keeps a calendar file for an hour and says what an import would do. Staff of the organisation.',
  })
  @Guarded(eventPolicy.importCalendar)
  async readCalendarFile(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @Arg('organisationId', () => IdScalar, { description: 'Whose events they are to be.' }) organisationId: string,
    @Arg('name', () => String, { nullable: true, description: 'What the file is called.' }) name: string | null,
    @Arg('content', () => String, { nullable: true, description: 'The file in base64, 4 MB at most.' })
    content: string | null,
    @Arg('url', () => String, { nullable: true, description: 'Instead: where to fetch it, on the public internet.' })
    url: string | null,
  ) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'base64') : null;
    return readCalendarFile(ctx, organisationId, { name: name ?? '', bytes, url: url?.slice(0, 2000) ?? null });
  }

  @Mutation(() => CalendarImportType, {
    description: 'Takes the events of a file in, all or none; those that came in before are changed. Staff.',
  })
  @Guarded(eventPolicy.importCalendar)
  importCalendar(
    @Ctx() ctx: RequestContext,
    @Key() _key: string,
    @FileId() fileId: string,
    @Arg('zoneId', () => IdScalar, { nullable: true, description: 'Where new events are; needed where there are any.' })
    zoneId: string | null,
    @Arg('publish', () => Boolean, { defaultValue: false, description: 'New events are for everybody at once.' })
    publish: boolean,
  ) {
    return importCalendar(ctx, fileId, zoneId, publish);
  }

  @FieldResolver(() => IdScalar, { description: 'The file that is kept.' })
  fileId(@Root() file: CalendarFile) {
    return file.id;
  }

  @FieldResolver(() => String, { description: 'What the file is called, or where it comes from.' })
  name(@Root() file: CalendarFile) {
    return file.name;
  }

  @FieldResolver(() => OrganisationType, { description: 'Whose events they are to be.' })
  organisation(@Root() file: CalendarFile, @Ctx() ctx: RequestContext) {
    return organisationById(ctx, file.organisation.id);
  }

  @FieldResolver(() => Int, { description: 'How many events of a kind there are.' })
  async count(
    @Root() file: CalendarFile,
    @Ctx() ctx: RequestContext,
    @Arg('change', () => ImportChangeEnum, { description: 'Of which kind.' }) change: PlannedEvent['change'],
  ) {
    return (file.outcome ?? outcomeOf(await planOf(ctx, file)))[change];
  }

  @FieldResolver(() => Int, { description: 'How many entries are left out.' })
  async skipped(@Root() file: CalendarFile, @Ctx() ctx: RequestContext) {
    return (file.outcome ?? outcomeOf(await planOf(ctx, file))).skipped;
  }

  @FieldResolver(() => [ImportedEventType], { description: `New and changed events first, ${mostShown} at most.` })
  async events(@Root() file: CalendarFile, @Ctx() ctx: RequestContext): Promise<ImportedEventType[]> {
    const { events } = await planOf(ctx, file);
    const order = (one: PlannedEvent) => importChanges.indexOf(one.change);
    return events
      .toSorted((a, b) => order(a) - order(b))
      .slice(0, mostShown)
      .map(({ source, change, dates }) => ({
        title: source.title,
        change,
        startsAt: dates[0]?.startsAt ?? null,
        endsAt: dates[0]?.endsAt ?? null,
        allDay: source.allDay,
        dates: dates.length,
      }));
  }

  @FieldResolver(() => [ImportRemarkType], {
    description: `What is left out, then what is mended, ${mostShown} of each at most.`,
  })
  async remarks(@Root() file: CalendarFile, @Ctx() ctx: RequestContext): Promise<PlannedRemark[]> {
    const { remarks } = await planOf(ctx, file);
    return [false, true].flatMap((taken) => remarks.filter((one) => one.taken === taken).slice(0, mostShown));
  }

  @FieldResolver(() => Int, { description: 'How many more entries are left out than the list has.' })
  async moreSkipped(@Root() file: CalendarFile, @Ctx() ctx: RequestContext): Promise<number> {
    return moreThanShown(await planOf(ctx, file), false);
  }

  @FieldResolver(() => Int, { description: 'How many more entries are mended than the list has.' })
  async moreMended(@Root() file: CalendarFile, @Ctx() ctx: RequestContext): Promise<number> {
    return moreThanShown(await planOf(ctx, file), true);
  }

  @FieldResolver(() => Int, { description: 'How many more events there are than the list has.' })
  async moreEvents(@Root() file: CalendarFile, @Ctx() ctx: RequestContext): Promise<number> {
    return Math.max(0, (await planOf(ctx, file)).events.length - mostShown);
  }
}

const moreThanShown = ({ remarks }: CalendarPlan, taken: boolean): number =>
  Math.max(0, remarks.filter((one) => one.taken === taken).length - mostShown);

function FileId(): ParameterDecorator {
  return Arg('fileId', () => IdScalar, { description: 'The file.' }) as ParameterDecorator;
}
