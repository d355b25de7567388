import { availableParallelism } from 'node:os';

export interface Step {
  name: string;
  /** Commands run one after the other; the step ends with the first that fails. */
  commands: string[];
  /** Part of `pnpm check` too. */
  fast: boolean;
  /** Share of the machine: two steps of 1 run side by side, one of 2 runs alone. */
  weight: 1 | 2;
  /** Runs vitest, whose single tests are counted. */
  isVitest?: boolean;
}

const check = (name: string, ...commands: string[]): Step => ({ name, commands, fast: true, weight: 1 });

/** On two cores a third process works while another waits for a browser or a clock. */
const workers = Math.ceil(availableParallelism() * 1.5);
const withDatabase = ['contract', 'reference', 'integration', 'e2e'];

/** What was right last time is not looked at again; a fresh clone has none of it. */
const kept = 'node_modules/.cache/vicinia';

/** Everything that must hold, the slowest checks first so that the two lanes end together. */
export const steps: Step[] = [
  check('lint', `eslint --cache --cache-strategy content --cache-location ${kept}/eslint/ .`),
  check('types of the pages', 'svelte-kit sync', 'svelte-check --fail-on-warnings --output human'),
  check('types', `tsc --noEmit --incremental --tsBuildInfoFile ${kept}/tsc.json`),
  check('format', `prettier --check --log-level warn --cache --cache-location ${kept}/prettier.json .`),
  check(
    'import rules',
    `depcruise --cache ${kept}/imports --cache-strategy content --output-type err-long server/src web/src migrations tests`,
  ),
  check('dead code', 'knip --no-progress'),
  check('schema drift', 'node server/src/commands/schema.ts --check'),
  { name: 'unit', commands: ['vitest run --project unit'], fast: true, weight: 1, isVitest: true },
  { name: 'build', commands: ['node server/src/commands/build.ts'], fast: false, weight: 1 },
  {
    name: 'database and browser',
    commands: [`vitest run --maxWorkers=${workers} ${withDatabase.map((project) => `--project ${project}`).join(' ')}`],
    fast: false,
    weight: 2,
    isVitest: true,
  },
];
