/** The arrows of the design, as rules. */
const feature = '^server/src/features/([^/]+)/';
const webFeature = '^web/src/lib/features/([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$|#|\\./\\$types)' },
    },
    {
      name: 'features-meet-at-the-door',
      comment: 'A feature imports another one by its index.ts only.',
      severity: 'error',
      from: { path: feature },
      to: { path: '^server/src/features/[^/]+/', pathNot: ['^server/src/features/$1/', '/index\\.ts$'] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/(?!platform/)' },
    },
    {
      name: 'resolver-service-entity',
      comment: 'Entities, policies and services know nothing of resolvers; entities and policies nothing of services.',
      severity: 'error',
      from: { path: '\\.(entity|policy|service)\\.ts$' },
      to: { path: '\\.resolver\\.ts$' },
    },
    {
      name: 'entities-and-policies-are-the-ground',
      severity: 'error',
      from: { path: '\\.(entity|policy)\\.ts$' },
      to: { path: '\\.(service|resolver|jobs)\\.ts$' },
    },
    {
      name: 'calendar-is-pure',
      comment: 'Reading, recurrence and writing of calendars know no database, no entity and no service.',
      severity: 'error',
      from: { path: '^server/src/features/events/calendar/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/', pathNot: '^server/src/(features/events/calendar/|platform/time\\.ts$)' },
    },
    {
      name: 'methods-are-pure-mathematics',
      severity: 'error',
      from: { path: '^server/src/features/consultations/methods/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^server/src/features/consultations/methods/' },
    },
    {
      name: 'formats-are-text-and-data',
      comment: 'Files become plain data and back: formats know the types of the methods and nothing that runs.',
      severity: 'error',
      from: { path: '^server/src/features/consultations/formats/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: ['^server/src/features/consultations/formats/', '/node_modules/csv-(parse|stringify)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'formats-know-the-types-of-methods-only',
      severity: 'error',
      from: { path: '^server/src/features/consultations/formats/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^server/src/',
        pathNot: '^server/src/features/consultations/(formats|methods)/',
      },
    },
    {
      name: 'production-without-factories-and-tests',
      severity: 'error',
      from: { path: '^(server|web)/src/', pathNot: '\\.(test|factory)\\.ts$' },
      to: { path: ['\\.(test|factory)\\.ts$', '^tests/'] },
    },
    {
      name: 'web-without-server',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|migrations|tests)/' },
    },
    { name: 'server-without-web', severity: 'error', from: { path: '^server/src/' }, to: { path: '^web/' } },
    {
      name: 'web-ground-is-feature-free',
      severity: 'error',
      from: { path: '^web/src/lib/(ui|graphql|i18n)/' },
      to: { path: '^web/src/(lib/features|routes)/' },
    },
    {
      name: 'web-features-do-not-know-routes',
      severity: 'error',
      from: { path: webFeature },
      to: { path: '^web/src/routes/' },
    },
    {
      name: 'commands-need-no-bundle',
      comment:
        'Commands run as they are, so they must not load classes with decorators; the calendar of events has none.',
      severity: 'error',
      from: { path: '^server/src/commands/' },
      to: {
        path: '^server/src/(features/(?!events/calendar/|consultations/(methods|formats)/)|platform/(?!postgres/|start-error)|app|main|schema)',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|build|\\.svelte-kit)/', '^tests/fixtures/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'svelte', 'browser', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.svelte', '.d.ts'],
    },
  },
};
