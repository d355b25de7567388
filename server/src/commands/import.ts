import { parseArgs } from 'node:util';
import { importCalendarFile } from './import-ics.ts';
import { importPolisFolder } from './import-polis.ts';
import { storeInDatabase } from './import-store.ts';

/*
 * `pnpm run import ics FILE --organisation NAME [--zone NAME] [--publish] [--json]` takes the events of a calendar file in;
 * with --dry-run instead of a name it only shows them. `pnpm run import polis FOLDER` makes a consultation of an exported
 * conversation.
 */
const usage = `Say what to import and for whom, for example:
  pnpm run import ics calendar.ics --organisation "Casa di quartiere" [--zone NAME] [--publish] [--json]
  pnpm run import ics calendar.ics --dry-run [--json]    shows what is in the file and keeps nothing
  pnpm run import polis FOLDER [--organisation NAME] [--question WORDS] [--language en]
                                  [--again]    makes another consultation of what is here already`;

process.exitCode = await run();

async function run(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        organisation: { type: 'string' },
        zone: { type: 'string' },
        publish: { type: 'boolean', default: false },
        question: { type: 'string' },
        language: { type: 'string' },
        again: { type: 'boolean', default: false },
      },
    });
    const { 'dry-run': dryRun, json, organisation, zone = null, publish } = values;
    const [kind, file, ...more] = positionals;
    if (kind === 'polis' && file && more.length === 0) {
      const { question = null, language = null, again } = values;
      return await importPolisFolder(file, { organisation: organisation ?? null, question, language, again });
    }
    if (kind === 'ics' && file && more.length === 0) {
      if (dryRun) return await importCalendarFile(file, { json });
      if (organisation)
        return await importCalendarFile(file, { json }, storeInDatabase({ organisation, zone, publish }));
    }
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error; // an option that does not exist
  }
  console.error(usage);
  return 1;
}
