/**
 * What each calendar file says, read from the files by hand, as the program shows it that made the file.
 *
 * Where a file contradicts itself: a day of the wrong kind (VALUE=DATE with an hour) keeps its hour; a zone that nobody
 * knows and nothing defines is the town's; a damaged event is left out, and everything beside it comes in.
 */
export interface ExpectedCalendar {
  /** How many events come in. */
  events: number;
  /** Some of them: title, start, end, as the clocks of the event's zone show them. */
  shown?: [title: string, start: string, end: string][];
  /** Dates of series, by title: all of them, or those within a time. */
  dates?: Record<
    string,
    { within?: [from: string, until: string]; are: string[] } | { first: string; last: string; count: number }
  >;
  /** What is left out: the line where it begins, and the reason. */
  skipped?: [line: number, code: string][];
}

export const expectedCalendars: Record<string, ExpectedCalendar> = {
  'Office-2012-owa': {
    events: 4,
    shown: [
      ['TEST Syd', '2020-10-28T13:30:00+11:00', '2020-10-28T15:00:00+11:00'],
      ['TEST', '2020-10-28T13:30:00-04:00', '2020-10-28T15:00:00-04:00'],
      ['TEST 3', '2020-11-02T13:30:00-05:00', '2020-11-02T15:00:00-05:00'],
    ],
    // Thursdays and Fridays; the Monday it was made for is none of them.
    dates: { TEST2: { first: '2020-11-05T13:30:00-05:00', last: '2021-08-27T13:30:00-04:00', count: 86 } },
  },
  'attendee-with-url': { events: 0, skipped: [[2, 'start_missing']] },
  badRRULE: {
    events: 3,
    shown: [['Invalid RRULE property', '2020-11-02T07:20:00+01:00', '2020-11-02T07:20:00+01:00']],
    dates: {
      'Brain Break': {
        within: ['2020-10-12', '2020-10-18'],
        are: ['12', '13', '14', '16'].map((day) => `2020-10-${day}T09:40:00-06:00`),
      },
      'Academic Time': {
        within: ['2020-10-12', '2020-10-18'],
        are: ['12', '13', '14', '16'].map((day) => `2020-10-${day}T09:50:00-06:00`),
      },
      'Invalid RRULE property': { within: ['2020-12-19', '2021-01-05'], are: ['2021-01-04T07:20:00+01:00'] },
    },
  },
  bad_custom_ms_tz: {
    events: 2,
    shown: [
      ['[private]', '2021-03-25T10:35:00+01:00', '2021-03-25T11:50:00+01:00'],
      ['*masked-away*', '2021-04-01T19:30:00+00:00', '2021-04-01T19:30:00+00:00'],
    ],
    skipped: [[37, 'end_before_start']],
  },
  bad_custom_ms_tz2: {
    events: 2,
    shown: [['[private]', '2021-03-25T10:35:00+01:00', '2021-03-25T11:50:00+01:00']],
    skipped: [[37, 'end_before_start']],
  },
  bad_ms_tz: {
    events: 1,
    shown: [['[private]', '2020-08-25T10:35:00-04:00', '2020-08-25T11:50:00-04:00']],
    dates: { '[private]': { first: '2020-08-25T10:35:00-04:00', last: '2020-12-17T10:35:00-05:00', count: 34 } },
  },
  'biweekly-exdate-until': {
    events: 2,
    dates: {
      'Example of comma-separated exdates': {
        within: ['2017-06-25', '2017-12-31'],
        are: ['2017-07-03T09:00:00-05:00', '2017-07-31T09:00:00-05:00'],
      },
      // The exceptions are written on some clock that is not named; their days are days of the series.
      'Example of exdate with bad times': {
        within: ['2017-12-10', '2018-01-10'],
        are: ['2018-01-01T14:00:00+00:00', '2018-01-02T14:00:00+00:00'],
      },
    },
  },
  'daily-count-exdate-recurrence-id': {
    events: 1,
    shown: [['Treasure Hunting', '2015-07-06T12:00:00-07:00', '2015-07-06T13:00:00-07:00']],
    dates: {
      'Treasure Hunting': {
        are: ['06T12', '09T12', '09T15', '11T12', '12T12', '13T12', '14T12', '15T12'].map(
          (hour) => `2015-07-${hour}:00:00-07:00`,
        ),
      },
    },
  },
  'dst-transition-rules': {
    events: 1,
    shown: [['Morgendienst', '2022-10-09T10:00:00+02:00', '2022-10-09T11:00:00+02:00']],
  },
  'duplicate-rrule-sequence': {
    events: 1,
    dates: { 'Daily Meeting (SEQUENCE 2)': { are: [1, 2, 3, 4, 5].map((day) => `2024-01-0${day}T10:00:00+00:00`) } },
    skipped: [[12, 'older_version']],
  },
  'duplicate-uid-sequence': {
    events: 2,
    shown: [
      ['Team Meeting (SEQUENCE 2)', '2024-01-15T10:00:00+00:00', '2024-01-15T11:00:00+00:00'],
      ['Updated version (SEQUENCE 3) - should win', '2024-01-20T14:00:00+00:00', '2024-01-20T15:00:00+00:00'],
    ],
    skipped: [
      [12, 'older_version'],
      [20, 'older_version'],
    ],
  },
  'event-organizer-cn': {
    events: 1,
    shown: [['Event with an alarm', '2013-04-18T11:00:00-07:00', '2013-04-18T12:00:00-07:00']],
  },
  'event-with-category': { events: 0, skipped: [2, 8, 14, 20, 26].map((line) => [line, 'start_missing']) },
  'event-with-valarm': {
    events: 1,
    shown: [['Event with an alarm', '2013-04-18T11:00:00-07:00', '2013-04-18T12:00:00-07:00']],
  },
  'exchange-custom-tz': {
    events: 1,
    shown: [['Test event', '2019-04-30T09:00:00+07:00', '2019-04-30T12:00:00+07:00']],
  },
  exchange_whole_day_moved_recurrence: {
    events: 1,
    shown: [['Exchange Recurring Test', '2026-02-19', '2026-02-20']],
    dates: {
      'Exchange Recurring Test': {
        within: ['2026-02-15', '2026-03-04'],
        are: ['2026-02-19', '2026-02-24', '2026-02-27', '2026-03-03'],
      },
    },
  },
  exchange_whole_day_moved_recurrence_offset_tz: {
    events: 1,
    // The end of the rule is midnight of 18 August in Central Europe, and that day belongs to it.
    dates: { 'Exchange Recurring Test (offset TZID)': { first: '2026-02-19', last: '2026-08-18', count: 52 } },
  },
  'festival-multiday-rrule': {
    events: 128,
    shown: [
      ['foobar Summer 2011 starts!', '2011-08-04T12:00:00+02:00', '2011-08-04T12:00:00+02:00'],
      [
        'Guitar Hero: Guitar tournament - qualifying round #1',
        '2011-08-04T18:00:00+02:00',
        '2011-08-05T00:00:00+02:00',
      ],
      ['WCG.fi Starcraft 2 – Brackets', '2011-08-06T13:00:00+02:00', '2011-08-06T16:00:00+02:00'],
      [
        'ARTtech seminars - Deconstructing a browserscene demo',
        '2011-08-05T13:00:00+02:00',
        '2011-08-05T13:45:00+02:00',
      ],
    ],
    dates: {
      'foobarTV broadcast starts': { first: '2011-08-05T12:00:00+02:00', last: '2013-01-11T12:00:00+01:00', count: 31 },
    },
  },
  'floating-dtstart-custom-vtimezone': {
    events: 1,
    shown: [['Floating DTSTART with custom VTIMEZONE', '2025-06-10T14:00:00-04:00', '2025-06-10T15:00:00-04:00']],
  },
  germany_at_end_of_day_repeating: {
    events: 1,
    shown: [['TestCal_AllDayRepeatingEvent', '2024-10-22T23:00:00+02:00', '2024-10-23T00:00:00+02:00']],
    dates: { TestCal_AllDayRepeatingEvent: { are: [22, 23, 24, 25].map((day) => `2024-10-${day}T23:00:00+02:00`) } },
  },
  'google-calendar-kiev-tz': {
    events: 1,
    shown: [['repeated', '2016-08-25T14:00:00+03:00', '2016-08-25T15:00:00+03:00']],
    dates: { repeated: { are: [25, 26, 27, 28].map((day) => `2016-08-${day}T14:00:00+03:00`) } },
  },
  'google-recurrence-order': {
    events: 1,
    dates: { 'TEST RECURR 3': { are: ['10T10:00', '11T10:30', '12T10:00'].map((time) => `2026-02-${time}:00-07:00`) } },
  },
  'large-file-with-late-error': {
    events: 394,
    shown: [
      ['Event 001', '2024-01-02T10:00:00+00:00', '2024-01-02T11:00:00+00:00'],
      ['Event 400', '2024-02-05T10:00:00+00:00', '2024-02-05T11:00:00+00:00'],
    ],
    // Six of its days are on no calendar, such as 30 February; the last event starts twice.
    skipped: [
      ...[359, 365, 737, 1109, 1667, 2039].map((line): [number, string] => [line, 'start_not_understood']),
      [2405, 'start_twice'],
    ],
  },
  'meetup-timed-tz': {
    events: 1,
    shown: [['Phoenix Drupal User Group Monthly Meetup', '2011-11-09T19:00:00-07:00', '2011-11-09T21:00:00-07:00']],
  },
  'mixed-timezone-handling': {
    events: 5,
    shown: [
      ['No Timezone', '2002-10-28T01:20:30+01:00', '2002-10-29T01:20:30+01:00'],
      ['UTC Timezone', '2002-10-28T01:20:30+00:00', '2002-10-29T01:20:30+00:00'],
      ['Inline Timezone', '2002-10-28T01:20:30-05:00', '2002-10-29T01:20:30-05:00'],
      ['Date Only (Explicit)', '2002-10-28', '2002-10-29'],
      ['Date Only (Implicit)', '2002-10-28', '2002-10-29'],
    ],
  },
  ms_timezones: {
    events: 4,
    shown: [
      ['test', '2020-09-10T09:00:00+02:00', '2020-09-10T09:30:00+02:00'],
      ["Log Yesterday's Jira time", '2020-06-09T09:00:00+02:00', '2020-06-09T09:30:00+02:00'],
      ['Not the actual summary 1', '2020-09-15T08:30:00-07:00', '2020-09-15T09:30:00-07:00'],
    ],
    dates: {
      "Log Yesterday's Jira time": {
        within: ['2021-03-06', '2021-12-31'],
        are: ['06', '08', '09'].map((day) => `2021-03-${day}T09:00:00+01:00`),
      },
      'Not the actual summary either': {
        within: ['2020-07-19', '2020-08-01'],
        are: [19, 24, 26, 30, 31].map((day) => `2020-07-${day}T12:00:00-07:00`),
      },
    },
  },
  'multi-era-vtimezone': {
    events: 2,
    shown: [
      ['Event in 2025 (modern rule)', '2025-06-10T14:00:00-04:00', '2025-06-10T15:00:00-04:00'],
      ['Event in 1985 (old rule)', '1985-10-15T14:00:00-04:00', '1985-10-15T15:00:00-04:00'],
    ],
  },
  'multi-event-basic': {
    events: 8,
    shown: [
      ['Dyncon 2011', '2011-03-12T20:00:00+00:00', '2011-03-14T00:00:00+00:00'],
      ['[Async]: Everything Express', '2011-03-24', '2011-03-25'],
      ['Rich Web Experience 2011', '2011-11-29', '2011-12-03'],
    ],
    skipped: [[71, 'start_not_understood']],
  },
  'music-school-weekly-until': {
    events: 1,
    // Outlook shows the offset without summer time; the reminder in the file, half an hour before, is at 11:30 UTC.
    dates: { 'Music School': { first: '2022-10-04T14:00:00+02:00', last: '2022-11-29T14:00:00+01:00', count: 9 } },
  },
  'non-utc-until-ny': {
    events: 1,
    dates: {
      'Daily Standup (Different TZ UNTIL)': {
        first: '2024-03-01T14:00:00-05:00',
        last: '2024-03-15T14:00:00-04:00',
        count: 15,
      },
    },
  },
  'non-utc-until': {
    events: 1,
    dates: {
      'Weekly Meeting (Non-UTC UNTIL)': {
        first: '2024-01-01T10:00:00+01:00',
        last: '2024-12-30T10:00:00+01:00',
        count: 53,
      },
    },
  },
  'recurrence-sequence': {
    events: 1,
    dates: {
      'Daily Meeting': {
        are: ['01T10', '02T14', '03T15', '04T09', '04T10', '04T15', '05T10'].map(
          (hour) => `2024-01-${hour}:00:00+00:00`,
        ),
      },
    },
    skipped: [
      [22, 'older_version'],
      [31, 'older_version'],
    ],
  },
  'sabredav-school-holidays': { events: 1, shown: [['Sommerferien Sachsen', '2018-07-02', '2018-08-11']] },
  'tentative-apple-calendar': {
    events: 4,
    shown: [
      ['Tentative', '2022-07-04T23:00:00+00:00', '2022-07-04T23:50:00+00:00'],
      ['Confirmed', '2022-07-05T09:00:00-07:00', '2022-07-05T10:00:00-07:00'],
      ['Cancelled', '2022-07-06T13:00:00-07:00', '2022-07-06T14:00:00-07:00'],
      ['No Status', '2022-07-07T09:00:00-07:00', '2022-07-07T10:00:00-07:00'],
    ],
  },
  test_daily_recurring: {
    events: 1,
    dates: { 'Daily Standup': { first: '2025-01-01', last: '2025-01-30', count: 30 } },
  },
  test_date_duration: { events: 1, shown: [['period test2', '2024-02-15', '2024-02-22']] },
  test_date_time_duration: {
    events: 1,
    shown: [['period test2', '2024-02-15T09:00:00+00:00', '2024-02-15T10:15:00+00:00']],
  },
  test_with_forward_TZ: {
    events: 1,
    dates: { 'Fear TWD': { within: ['2020-10-01', '2020-11-01'], are: ['2020-10-17', '2020-10-24', '2020-10-31'] } },
  },
  test_with_int_tzid: {
    events: 2,
    shown: [
      ['test export import', '2023-12-15T15:00:00+01:00', '2023-12-15T16:00:00+01:00'],
      ['Atelier groupes portail/Nuage', '2024-01-08T11:00:00+01:00', '2024-01-08T12:00:00+01:00'],
    ],
  },
  test_with_multiple_tzids_in_vtimezone: {
    events: 1,
    shown: [['Possible Snow Makeup Day', '2024-06-27T00:00:00-07:00', '2024-06-27T23:00:00-07:00']],
  },
  test_with_tz_list: {
    events: 1,
    shown: [['xxx xxxx', '2024-04-15T19:00:00+02:00', '2024-04-15T21:00:00+02:00']],
    // Its rule ended three years before it began.
    dates: { 'xxx xxxx': { are: [] } },
  },
  'tripit-location-escaping': {
    events: 47,
    shown: [
      ['South San Francisco, CA, October 2011;', '2011-10-11', '2011-10-14'],
      ['US403 PHX to SFO', '2011-10-11T14:45:00+00:00', '2011-10-11T16:55:00+00:00'],
      ['Directions from Hertz to Sofitel San Francisco Bay', '2011-10-25T09:40:00+02:00', '2011-10-25T10:40:00+02:00'],
      ['Check-in: Grand Hotel Sunnyvale', '2012-01-03T19:57:00+00:00', '2012-01-03T20:57:00+00:00'],
    ],
  },
  'tv-show-episode': {
    events: 26,
    shown: [['30 Rock - S05E20 - 100th Episode Part 1 of 2', '2011-04-21T22:00:00+02:00', '2011-04-21T22:30:00+02:00']],
    // Two episodes of one evening carry the same identifier.
    skipped: [[114, 'same_identifier']],
  },
  'utf8-french-calendar': {
    events: 0,
    skipped: [
      [5, 'todo'],
      [15, 'todo'],
    ],
  },
  'vfreebusy-zimbra': { events: 0, skipped: [[5, 'freebusy']] },
  'vtimezone-year-0001-dtstart': {
    events: 1,
    shown: [['Test event with year-0001 VTIMEZONE', '2024-06-01T10:00:00+02:00', '2024-06-01T11:00:00+02:00']],
  },
  'vtodo-vfreebusy': {
    events: 3,
    shown: [
      ['Coffee with Jason', '2002-10-28T14:00:00-08:00', '2002-10-28T15:00:00-08:00'],
      ['Code Review', '2002-11-27T12:00:00-08:00', '2002-11-27T13:00:00-08:00'],
      ['Dinner with T', '2002-12-16T20:00:00-08:00', '2002-12-16T21:00:00-08:00'],
    ],
    skipped: [
      [37, 'todo'],
      [55, 'journal'],
      [74, 'freebusy'],
    ],
  },
  whole_day_moved_over_dst_change_berlin: {
    events: 1,
    dates: { 'test whole day moved': { are: ['2024-10-27', '2024-10-29', '2024-10-30'] } },
  },
  'windows-quoted-tz-rrule': {
    events: 1,
    shown: [['Treasure Hunting', '2015-07-06T12:00:00-04:00', '2015-07-06T16:00:00-04:00']],
    // The exceptions are noon in Los Angeles, when nothing of this series begins.
    dates: { 'Treasure Hunting': { first: '2015-07-06T12:00:00-04:00', last: '2015-07-15T12:00:00-04:00', count: 10 } },
  },
  'yearly-party': {
    events: 2,
    dates: {
      Party: { within: ['2022-01-01', '2024-01-01'], are: ['2022-07-14T14:00:00+02:00', '2023-07-14T14:00:00+02:00'] },
      'Party next day': {
        within: ['2022-01-01', '2024-01-01'],
        are: ['2022-07-15T14:00:00+02:00', '2023-07-15T14:00:00+02:00'],
      },
    },
  },
  'yearly-recurring-unicode': {
    events: 1,
    shown: [['Fête Nationale - Férié', '2012-07-14', '2012-07-15']],
    dates: { 'Fête Nationale - Férié': { within: ['2012-01-01', '2014-01-01'], are: ['2012-07-14', '2013-07-14'] } },
  },
};
