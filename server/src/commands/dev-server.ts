import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { run as runServer } from '../main.ts';
import { root } from './root.ts';

/* The server of `pnpm dev`, started again by dev.ts after each build, with everything it needs in the environment. */
const { run } = (await import(pathToFileURL(join(root, 'server', 'dist', 'dev.js')).href)) as {
  run: typeof runServer;
};
const { DATABASE_URL: databaseUrl = '', DATA_DIR: dataDir = '' } = process.env;
const app = await run({ env: process.env, databaseUrl, dataDir, embedded: false });
for (const line of app.lines) console.log(line);

process.on('SIGINT', () => undefined); // Ctrl-C reaches the whole group; dev.ts ends this process in order
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
