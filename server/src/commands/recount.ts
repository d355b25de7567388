import { FormatError } from '../features/consultations/formats/format-error.ts';
import { fileProblem } from './file-problem.ts';
import { recountApproval, recountScore } from './recount/points.ts';
import { recountEqualShares } from './recount/equal-shares.ts';
import { recountGroups } from './recount/groups.ts';
import { recountSchulze } from './recount/schulze.ts';
import { recountStv } from './recount/stv.ts';
import type { Recount } from './recount/recounted.ts';

/*
 * `pnpm recount METHOD PATH [--table] [--seed WORDS]` counts what a file holds and prints the whole result: no database, no build.
 * Stdout carries the result alone; pnpm itself writes to stderr.
 */
const usage = `pnpm recount stv FILE.blt [--seed WORDS]
             schulze FILE         ranked ballots as CSV, or a Debian tally sheet
             equal-shares FILE.pb
             approval FILE        ballots as CSV, 1 for what is approved of
             score FILE           ballots as CSV, with points
             groups FOLDER        a Polis export: votes.csv and comments.csv
             groups FILE.csv      the open data of a page of results: totals, no person's row
Prints the result as JSON, with --table for people. --seed repeats a draw that decided a tie.`;

const methods: Record<string, Recount> = {
  stv: recountStv,
  schulze: recountSchulze,
  'equal-shares': recountEqualShares,
  groups: recountGroups,
  approval: recountApproval,
  score: recountScore,
};

const words = process.argv.slice(2);
const seedAt = words.indexOf('--seed');
const [, seed = ''] = seedAt < 0 ? [] : words.splice(seedAt, 2);
const options = words.filter((word) => word.startsWith('--'));
const [method = '', path, ...more] = words.filter((word) => !word.startsWith('--'));
const recount = Object.hasOwn(methods, method) ? methods[method] : undefined;

if (!recount || path === undefined || more.length > 0 || options.some((option) => option !== '--table')) {
  console.error(usage);
  process.exitCode = 1;
} else {
  await print(recount, path);
}

async function print(count: Recount, file: string): Promise<void> {
  try {
    const { result, table } = await count(file, seed);
    console.log(options.includes('--table') ? table() : JSON.stringify(result, null, 2));
  } catch (error) {
    const problem = error instanceof FormatError ? `${error.file || file}: ${error.message}` : fileProblem(error, file);
    if (!problem) throw error;
    console.error(problem);
    process.exitCode = 1;
  }
}
