import { type Outcome, runStep } from './run/run-step.ts';
import { type Step, steps } from './run/steps.ts';
import { startTestPostgres } from './testkit/test-postgres.ts';

/*
 * `pnpm test` runs every step, also after one has failed, and ends with a table and the line "N passed, N failed".
 * `pnpm check` (--fast) runs those that need neither PostgreSQL nor a browser.
 */
const lanes = 2;
const chosen = process.argv.includes('--fast') ? steps.filter((step) => step.fast) : steps;
const needsDatabase = chosen.some((step) => !step.fast) && !process.env.TEST_DATABASE_URL;
const postgres = needsDatabase ? await startTestPostgres() : undefined;
const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' };
delete env.FORCE_COLOR;
if (postgres) env.TEST_DATABASE_URL = postgres.url;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.resolve(postgres?.stop()).finally(() => process.exit(1)));
}
const outcomes = await runAll(chosen);
await postgres?.stop();
printTable(outcomes);
process.exitCode = outcomes.some((outcome) => outcome.failed > 0) ? 1 : 0;

/** In their order, as many at once as fit into the lanes. */
async function runAll(waiting: Step[]): Promise<Outcome[]> {
  const results: Outcome[] = [];
  const running = new Map<Step, Promise<void>>();
  for (const step of waiting) {
    while (load(running) + step.weight > lanes) await Promise.race(running.values());
    const done = runStep(step, env).then((outcome) => {
      results.push(outcome);
      running.delete(step);
      printOutcome(outcome);
    });
    running.set(step, done);
  }
  await Promise.all(running.values());
  return waiting.flatMap((step) => results.filter((outcome) => outcome.step === step));
}

function load(running: Map<Step, unknown>): number {
  return [...running.keys()].reduce((sum, step) => sum + step.weight, 0);
}

function printOutcome({ step, seconds, failed, output }: Outcome): void {
  console.log(`${failed ? 'FAILED' : 'ok    '} ${step.name} (${seconds.toFixed(1)} s)`);
  if (failed) console.log(output.trim());
  else for (const line of output.split('\n').filter((one) => one.includes('REFERENCE_DATA'))) console.log(line.trim());
}

function printTable(all: Outcome[]): void {
  const row = (...cells: string[]) =>
    console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(22) : cell.padStart(9))).join(''));
  console.log();
  row('step', 'passed', 'failed', 'skipped', 'seconds');
  for (const { step, passed, failed, skipped, seconds } of all) {
    row(step.name, String(passed), String(failed), String(skipped), seconds.toFixed(1));
  }
  const sum = (pick: (outcome: Outcome) => number) => all.reduce((total, outcome) => total + pick(outcome), 0);
  console.log(`\n${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed`);
}
