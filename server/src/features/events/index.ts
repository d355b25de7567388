import { Event, EventCoOrganiser } from './event.entity.ts';
import { EventDate, EventResult, EventSeats } from './event-date.entity.ts';
import { EventDateResolver, EventResultResolver } from './event-date.resolver.ts';
import { EventFieldsResolver, ViewerEventsResolver } from './event-fields.resolver.ts';
import { pictureSubject } from './event-picture.ts';
import { EventDateConnectionResolver, EventResolver } from './event.resolver.ts';
import { eventResultSubject } from './event-result.service.ts';
import { translatableEvent } from './event-words.ts';
import { eventsPersonalData } from './events.personal-data.ts';
import { eventReportable } from './events.reportable.ts';

export { Event } from './event.entity.ts';
export { EventDate, EventResult, EventSeats } from './event-date.entity.ts';

export const events = {
  name: 'events',
  entities: [Event, EventCoOrganiser, EventDate, EventSeats, EventResult],
  resolvers: [
    EventResolver,
    EventDateConnectionResolver,
    EventDateResolver,
    EventResultResolver,
    EventFieldsResolver,
    ViewerEventsResolver,
  ],
  reportables: [eventReportable],
  attachmentSubjects: [pictureSubject, eventResultSubject],
  translatables: [translatableEvent],
  personalData: eventsPersonalData,
};
