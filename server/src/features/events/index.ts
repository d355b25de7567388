import {
  CoOrganiserAskResolver,
  EventCoOrganisersResolver,
  NamedCoOrganiserResolver,
} from './co-organisers/co-organiser.resolver.ts';
import { Event, EventCoOrganiser } from './event.entity.ts';
import { EventDate, EventResult, EventSeats } from './event-date.entity.ts';
import { EventDateResolver, EventResultResolver } from './event-date.resolver.ts';
import { EventFieldsResolver, ViewerEventsResolver } from './event-fields.resolver.ts';
import { pictureSubject } from './event-picture.ts';
import { EventDateConnectionResolver, EventResolver } from './event.resolver.ts';
import { eventResultSubject } from './event-result.service.ts';
import { PersonalCalendar } from './feeds/personal-calendar.entity.ts';
import { PersonalCalendarResolver, ViewerCalendarResolver } from './feeds/personal-calendar.resolver.ts';
import { personalCalendarData } from './feeds/personal-calendar.service.ts';
import { CalendarFile } from './importing/calendar-file.entity.ts';
import { CalendarImportResolver } from './importing/import.resolver.ts';
import { translatableEvent } from './event-words.ts';
import { eventsPersonalData } from './events.personal-data.ts';
import { eventReportable } from './events.reportable.ts';
import { Attendance } from './registrations/attendance.service.ts';
import { Guest } from './registrations/guest.entity.ts';
import { EventQuestion } from './registrations/questions.service.ts';
import {
  EventQuestionsResolver,
  EventQuestionWordsResolver,
  RegisteringResolver,
} from './registrations/registering.resolver.ts';
import { Registration } from './registrations/registration.entity.ts';
import {
  DatePeopleResolver,
  RegistrationAttendanceResolver,
  RegistrationResolver,
} from './registrations/registration.resolver.ts';
import { forgetGuests } from './registrations/registrations.jobs.ts';
import { registrationsPersonalData } from './registrations/registrations.personal-data.ts';
import { DateSupportResolver, SupportClaimResolver, SupportSlotResolver } from './support/support.resolver.ts';
import { supportCannotCome } from './support/support.link.ts';
import { SupportClaim, SupportSlot } from './support/support-slot.entity.ts';

export { Event } from './event.entity.ts';
export type { EventInput, EventRegistrationInput, EventTimesInput } from './event.input.ts';
export { createEvent } from './event-making.service.ts';
export { registerFeeds } from './feeds/feeds.routes.ts';
export { getDate } from './event.service.ts';
export { peopleWhoCame } from './registrations/attendance.service.ts';
export type { CalendarRead } from './calendar/calendar.ts';
export { importByName, type NamedPlace } from './importing/import-by-name.ts';
export type { CalendarPlan } from './importing/import-plan.ts';
export { EventDate, EventResult, EventSeats } from './event-date.entity.ts';
export { askHowItWas, forgetGuests, remindOfEvents, settleAllSeats } from './registrations/registrations.jobs.ts';

export { Registration } from './registrations/registration.entity.ts';
export { SupportClaim, SupportSlot } from './support/support-slot.entity.ts';
export type {
  AccessFact,
  EventAudience,
  EventCost,
  EventTopic,
  RegistrationMode,
  SupportKind,
} from './events.words.ts';

export const events = {
  name: 'events',
  entities: [
    Event,
    EventCoOrganiser,
    EventDate,
    EventSeats,
    EventResult,
    EventQuestion,
    Guest,
    Registration,
    Attendance,
    SupportSlot,
    SupportClaim,
    PersonalCalendar,
    CalendarFile,
  ],
  resolvers: [
    EventResolver,
    EventDateConnectionResolver,
    EventDateResolver,
    EventResultResolver,
    EventFieldsResolver,
    ViewerEventsResolver,
    CoOrganiserAskResolver,
    NamedCoOrganiserResolver,
    EventCoOrganisersResolver,
    RegisteringResolver,
    EventQuestionsResolver,
    EventQuestionWordsResolver,
    RegistrationResolver,
    RegistrationAttendanceResolver,
    DatePeopleResolver,
    SupportSlotResolver,
    SupportClaimResolver,
    DateSupportResolver,
    PersonalCalendarResolver,
    ViewerCalendarResolver,
    CalendarImportResolver,
  ],
  jobs: [forgetGuests],
  linkActions: [supportCannotCome],
  reportables: [eventReportable],
  attachmentSubjects: [pictureSubject, eventResultSubject],
  translatables: [translatableEvent],
  personalData: [eventsPersonalData, registrationsPersonalData, personalCalendarData],
};
