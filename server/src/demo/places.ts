/** Neighbourhoods and zones of Giugliano in Campania, with the names in the scripts of the languages offered. */
export const demoPlaces: { name: string; zones: { name: string; names: Record<string, string> }[] }[] = [
  {
    name: 'Giugliano centro',
    zones: [
      {
        name: 'Centro storico',
        names: { en: 'Old town', fr: 'Centre ancien', uk: 'Старе місто', ru: 'Старый город', ar: 'المركز القديم' },
      },
      { name: 'San Nicola', names: { uk: 'Сан-Нікола', ru: 'Сан-Никола', ar: 'سان نيكولا' } },
      { name: 'Campopannone', names: { uk: 'Кампопанноне', ru: 'Кампопанноне', ar: 'كامبوبانوني' } },
    ],
  },
  {
    name: 'Casacelle',
    zones: [
      { name: 'Casacelle', names: { uk: 'Казачелле', ru: 'Казачелле', ar: 'كازاتشيلي' } },
      { name: 'Ponte Riccio', names: { uk: 'Понте-Річчо', ru: 'Понте-Риччо', ar: 'بونتي ريتشو' } },
    ],
  },
  {
    name: 'Fascia costiera',
    zones: [
      { name: 'Varcaturo', names: { uk: 'Варкатуро', ru: 'Варкатуро', ar: 'فاركاتورو' } },
      { name: 'Licola', names: { uk: 'Лікола', ru: 'Ликола', ar: 'ليكولا' } },
      { name: 'Lago Patria', names: { uk: 'Лаго-Патрія', ru: 'Лаго-Патрия', ar: 'لاغو باتريا' } },
    ],
  },
];
