import type { InvitingOrganisationsQuery, NeighbourhoodsQuery } from '#schema';
import type { Locale } from '#lib/i18n/locales.ts';
import { languageName } from '#lib/i18n/names.ts';
import type { Translate } from '#lib/i18n/translate.ts';

/** What fields of the form can be chosen from, besides words of this house. */
export interface Choosable {
  neighbourhoods: NeighbourhoodsQuery['neighbourhoods'];
  organisations: InvitingOrganisationsQuery['organisations']['nodes'];
}

/** How what a field holds reads, a line for each of several; what is not chosen is shown as it was typed. */
export function fieldWords(
  { neighbourhoods, organisations }: Choosable,
  { locale, t }: { locale: Locale; t: Translate },
): (name: string, values: string[]) => string {
  const choices: Record<string, (value: string) => string | undefined> = {
    zoneId: (id) => neighbourhoods.flatMap(({ zones }) => zones).find((zone) => zone.id === id)?.name,
    coOrganiserIds: (id) => organisations.find((one) => one.id === id)?.name,
    access: (fact) => t(`events.access.${fact}`),
    topics: (topic) => t(`events.topic.${topic}`),
    audiences: (audience) => t(`events.audience.${audience}`),
    speaks: (tag) => languageName(locale, tag),
    cost: (cost) => t(`events.cost.${cost}`),
    allDay: () => t('events.yes'),
    rhythm: (rhythm) => t(`events.rhythm.${rhythm}`),
    mode: (mode) => t(`events.mode.${mode}`),
    waitingOrder: (order) => t(`events.order.${order}`),
  };
  return (name, values) => values.map((value) => choices[name]?.(value) ?? value).join('\n');
}
