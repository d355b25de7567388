import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { postgresProgram } from './binaries.ts';
import { handOver, type Runner } from './runner.ts';

const major = '18';

/** Folder of the cluster's files. */
export function clusterFolder(runner: Runner): string {
  return join(runner.home, 'data');
}

/**
 * Makes the cluster on the first start: UTF-8, ICU's root collation (it orders every language sensibly), a random
 * password for the only user. Returns that password.
 */
export async function ensureCluster(runner: Runner): Promise<string> {
  const data = clusterFolder(runner);
  const passwordFile = join(runner.home, 'password');
  if (existsSync(data)) {
    await checkVersion(data);
    return (await readFile(passwordFile, 'utf8')).trim();
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await handOver(passwordFile, runner);
  await initialise(runner, data, passwordFile);
  return password;
}

async function initialise(runner: Runner, data: string, passwordFile: string): Promise<void> {
  // Made under another name first, so that an interrupted first start leaves no half cluster behind.
  const unfinished = `${data}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const [command = '', ...args] = [
    ...runner.prefix,
    postgresProgram(runner.folder, 'initdb'),
    `--pgdata=${unfinished}`,
    `--pwfile=${passwordFile}`,
    '--username=vicinia',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--locale=C',
    '--no-instructions',
    '--no-sync', // the server syncs what it writes from its first start on
  ];
  await promisify(execFile)(command, args, { cwd: '/', ...runner.account, env: serverEnvironment() });
  await rename(unfinished, data);
}

async function checkVersion(data: string): Promise<void> {
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (found !== major) {
    throw new StartError(
      `The data in ${data} belongs to PostgreSQL ${found}, not ${major}: restore a backup into a new DATA_DIR.`,
    );
  }
}

/** Environment of PostgreSQL's programs: none of the caller's locale and PG* variables. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };
}
