import { parseArgs } from 'node:util';
import { importCalendarFile } from './import-ics.ts';

/* `pnpm run import ics FILE [--dry-run] [--json]` takes the events of a calendar file. */
const usage = 'Say what to import, for example: pnpm run import ics calendar.ics --dry-run';

process.exitCode = await run();

async function run(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    const [kind, file, ...more] = positionals;
    if (kind === 'ics' && file && more.length === 0) {
      return await importCalendarFile(file, { dryRun: values['dry-run'], json: values.json }, null);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // an option that does not exist
  }
  console.error(usage);
  return 1;
}
