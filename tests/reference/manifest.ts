/** Where reference files are from, and under which licence. The project carries none of them. */
const openData = { source: 'https://github.com/compdemocracy/openData', licence: 'CC-BY-4.0' };
const redDwarf = { source: 'https://github.com/polis-community/red-dwarf, tests/fixtures', licence: 'MPL-2.0' };
const glasgow = {
  source: 'Glasgow City Council, local elections of 2007, ballot data',
  licence: 'public election data',
};
const droop = {
  source: 'https://github.com/jklundell/droop, reference output for the Scottish rule',
  licence: 'public counts',
};
const debian = { source: 'https://www.debian.org/vote/2007/vote_001, tally sheet', licence: 'public tally sheet' };
const pabulib = { source: 'https://pabulib.org, poland_wieliczka_2023', licence: 'Pabulib, free with attribution' };

export interface ReferenceFile {
  /** Within the folder that REFERENCE_DATA names. */
  file: string;
  sha256: string;
  source: string;
  licence: string;
}

/** Published results of real consultations and elections, read from the folder REFERENCE_DATA. */
export const referenceFiles: readonly ReferenceFile[] = [
  {
    file: 'polis/bg2050-volunteers/comments.csv',
    sha256: '1df85d984c87cd350f76ca62218a389e865eaf90a514687980b3b249aa79a360',
    ...openData,
  },
  {
    file: 'polis/bg2050-volunteers/participants-votes.csv',
    sha256: '6248c42dc31a6579933b459b4347a2f344e3ba8fd8b0046c71d29409796b9762',
    ...openData,
  },
  {
    file: 'polis/bg2050-volunteers/votes.csv',
    sha256: '76a51f5cdea8832f6fd8cd88c0d9b0fcbf89b80a019432fcb67a9d187aeee1ad',
    ...openData,
  },
  {
    file: 'polis/vtaiwan.uberx/comments.csv',
    sha256: '719de1220b72e1e2e323109a528f2685ce6e2eea006f7d5fa02c607eccbfa2d8',
    ...openData,
  },
  {
    file: 'polis/vtaiwan.uberx/participants-votes.csv',
    sha256: '09b4e493145b9158efdff4953ee7d438aa1b4a42aae308a0d09cc36ffae956f0',
    ...openData,
  },
  {
    file: 'polis/vtaiwan.uberx/votes.csv',
    sha256: 'f54acbaeb412ae8609a9b6e12851990906d82c4155aa92d86a529228e385a5ce',
    ...openData,
  },
  {
    file: 'polis/fixtures/25ptpt-3gp-no-strict-with-meta/votes.json',
    sha256: 'b22a293530aca44b992f03be3b450b163ab8bff0ee92526749b99cb5f2242954',
    ...redDwarf,
  },
  {
    file: 'polis/fixtures/below-100-ptpts/votes.json',
    sha256: '56c1d7f483c72a897fdcee8b1328c023600e930a63d4128e5e32b8bbb8452122',
    ...redDwarf,
  },
  {
    file: 'polis/fixtures/25ptpt-3gp-no-strict-with-meta/math-pca2.json',
    sha256: '6be275b912e5c92e7d8a274e140006cc9a784b5c3a23d20b2235a186f03cbaea',
    ...redDwarf,
  },
  {
    file: 'polis/fixtures/below-100-ptpts/math-pca2.json',
    sha256: '4800bafb28bc09031b7c44fd8b266e922ea6e0353cbb35fa78ea89394cb4895b',
    ...redDwarf,
  },
  {
    file: 'stv/East-Centre-2007.blt',
    sha256: '5153ceeca16bd8dec6042c627b2a370038fc5f9774a0b7e332452df5137c5e91',
    ...glasgow,
  },
  {
    file: 'stv/Govan-2007.blt',
    sha256: '1130ea1d6a7703fdf1cc01e602b19f928aca234aae7b726b72807a46c00eaabf',
    ...glasgow,
  },
  { file: 'stv/Linn-2007.blt', sha256: '5e8a29740e79550cae3f6b4487e364ecd6aabd7aa08023323de102582455eb6a', ...glasgow },
  {
    file: 'stv/East-Centre-2007.rounds.tsv',
    sha256: 'bc8ed7d5d7a5c4fa2abbe00e68c0c67c1235383710ff15f7259a10d28c01788c',
    ...droop,
  },
  {
    file: 'stv/Govan-2007.rounds.tsv',
    sha256: '86b4665bfe03c8eb03660b0c8b8b5527da5a266ad999e63ca1ffd0f522f415ed',
    ...droop,
  },
  {
    file: 'stv/Linn-2007.rounds.tsv',
    sha256: '620bbf4d2aaf0ee4a197a52f503496414a547b0ba61d96e61b4f85462b5e2fcb',
    ...droop,
  },
  {
    file: 'schulze/debian-leader-2007.tally.txt',
    sha256: '9311b5516ef762d9cee3a9d0ae33aa85844aeccbf70b1f1f69e9e22b09cc7069',
    ...debian,
  },
  {
    file: 'budget/poland_wieliczka_2023.pb',
    sha256: '9e93cfc7401eed9d87b158abdff33649e0fb192e47d9ad0df3dabc44029ae579',
    ...pabulib,
  },
];
