/**
 * The whole app as a process of its own, that tells its parent how many statements it sent, how long it waited for their
 * answers, and how much memory it holds.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

interface Running {
  stop(): Promise<void>;
}

let statements = 0;
/** Milliseconds from a statement to its answer, added up. */
let waited = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
  statements += 1;
  const begun = performance.now();
  const count = () => (waited += performance.now() - begun);
  const callback = args.at(-1);
  if (typeof callback === 'function') {
    args[args.length - 1] = (...answer: unknown[]) => {
      count();
      (callback as (...given: unknown[]) => void)(...answer);
    };
  }
  const answer = (query as (...given: unknown[]) => unknown).apply(this, args);
  if (answer instanceof Promise) answer.then(count, count);
  return answer;
} as typeof query;

const bundle = join(import.meta.dirname, '..', '..', 'server', 'dist', 'main.js');
const { run } = (await import(pathToFileURL(bundle).href)) as { run(given: object): Promise<Running> };
const dataDir = process.env.DATA_DIR ?? '';
const app = await run({ env: process.env, databaseUrl: process.env.DATABASE_URL, dataDir, embedded: false });

process.on('message', (asked) => {
  if (asked === 'statements') process.send?.({ statements, waited });
  if (asked === 'memory') process.send?.({ memory: process.memoryUsage().rss });
  if (asked === 'stop') void app.stop().then(() => process.exit(0));
});
process.send?.({ port: Number(process.env.PORT) });
