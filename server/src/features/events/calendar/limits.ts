/** Bounds for files that strangers wrote. What goes beyond is reported, and never makes reading slow. */
export const limits = {
  fileBytes: 16 * 1024 * 1024,
  /** Entries of all kinds in one file. */
  components: 25_000,
  /** Levels of entries within entries. */
  depth: 8,
  /** Lines of one entry, those of alarms and the like within it included. */
  properties: 2_000,
  /** Signs of one unfolded line, and parameters in it. */
  lineLength: 100_000,
  params: 100,
  /** Listed dates of one series: exceptions and additions together. */
  listedDates: 5_000,
  /** Changes of one series that are for all following dates, and by how many days they move them. */
  followingChanges: 100,
  followingDays: 366,
  /** Dates that the rule of a series may give in all; without an end, in one year. */
  dates: 100_000,
  datesPerYear: 10_000,
  titleLength: 500,
  textLength: 20_000,
  urlLength: 2_000,
  uidLength: 1_000,
  categories: 50,
  /** Definitions of time zones in one file, and how often one of them is compared with the zones of the world. */
  zoneDefinitions: 200,
  observances: 100,
  zoneSearches: 50,
  years: [1800, 2999] as const,
};
