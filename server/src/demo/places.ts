interface DemoZone {
  name: string;
  /** Latitude and longitude of about the middle, to the nearest 100 metres or so. */
  middle: [number, number];
  names: Record<string, string>;
}

/** Neighbourhoods and zones of Giugliano in Campania, with the names in the scripts of the languages offered. */
export const demoPlaces: { name: string; zones: DemoZone[] }[] = [
  {
    name: 'Giugliano centro',
    zones: [
      {
        name: 'Centro storico',
        middle: [40.928, 14.195],
        names: { en: 'Old town', fr: 'Centre ancien', uk: 'Старе місто', ru: 'Старый город', ar: 'المركز القديم' },
      },
      { name: 'San Nicola', middle: [40.924, 14.189], names: { uk: 'Сан-Нікола', ru: 'Сан-Никола', ar: 'سان نيكولا' } },
      {
        name: 'Campopannone',
        middle: [40.933, 14.186],
        names: { uk: 'Кампопанноне', ru: 'Кампопанноне', ar: 'كامبوبانوني' },
      },
    ],
  },
  {
    name: 'Casacelle',
    zones: [
      { name: 'Casacelle', middle: [40.926, 14.171], names: { uk: 'Казачелле', ru: 'Казачелле', ar: 'كازاتشيلي' } },
      {
        name: 'Ponte Riccio',
        middle: [40.944, 14.163],
        names: { uk: 'Понте-Річчо', ru: 'Понте-Риччо', ar: 'بونتي ريتشو' },
      },
    ],
  },
  {
    name: 'Fascia costiera',
    zones: [
      { name: 'Varcaturo', middle: [40.887, 14.078], names: { uk: 'Варкатуро', ru: 'Варкатуро', ar: 'فاركاتورو' } },
      { name: 'Licola', middle: [40.872, 14.057], names: { uk: 'Лікола', ru: 'Ликола', ar: 'ليكولا' } },
      {
        name: 'Lago Patria',
        middle: [40.931, 14.033],
        names: { uk: 'Лаго-Патрія', ru: 'Лаго-Патрия', ar: 'لاغو باتريا' },
      },
    ],
  },
];
