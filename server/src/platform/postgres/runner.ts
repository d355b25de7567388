import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chown, cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import { postgresFolder, postgresProgram } from './binaries.ts';

interface Account {
  uid: number;
  gid: number;
}

/** How the programs of PostgreSQL are run on this machine, which refuse to run as root. */
export interface Runner {
  /** Folder with PostgreSQL's programs, readable by the account that runs them. */
  folder: string;
  /** Folder that holds the cluster, its password, port and log. */
  home: string;
  /** Put before each command. */
  prefix: string[];
  /** Account to switch to, where the process is root and cannot use a user namespace. */
  account: Account | undefined;
}

/** Says where the cluster is, when not in the folder itself. */
export const movedNote = 'moved-to.txt';

/**
 * Chooses how to run PostgreSQL for a data folder: directly as a plain user; as root in a user namespace, where the
 * files stay root's; or, where namespaces are forbidden, as an unprivileged account, with copies in a folder that this
 * account can enter when the given one is private.
 */
export async function chooseRunner(home: string): Promise<Runner> {
  const folder = postgresFolder();
  const direct: Runner = { folder, home, prefix: [], account: undefined };
  if (process.platform === 'win32' || isPlainUser()) return direct;

  const account = unprivilegedAccount();
  const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
  if (!belongsToAccount(home) && succeeds([...prefix, postgresProgram(folder, 'postgres'), '--version'])) {
    return { ...direct, prefix };
  }
  if (process.getuid?.() !== 0) {
    throw new StartError(
      'The built-in PostgreSQL needs a user that the system knows: start as another user, or name a database with DATABASE_URL.',
    );
  }
  return asUnprivileged(direct, account);
}

/** Gives a file or folder to the account that runs PostgreSQL, where that is not the one of this process. */
export async function handOver(path: string, runner: Runner): Promise<void> {
  if (runner.account) await chown(path, runner.account.uid, runner.account.gid);
}

function isPlainUser(): boolean {
  try {
    return userInfo().uid !== 0;
  } catch {
    return false; // a number without an account, as in some containers: initdb refuses those
  }
}

function unprivilegedAccount(): Account {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  const found = ['postgres', 'daemon', 'nobody'].flatMap((name) => accounts.filter((one) => one.name === name))[0];
  if (!found) {
    throw new StartError('PostgreSQL does not run as root and there is no other account: start as another user.');
  }
  return { uid: found.uid, gid: found.gid };
}

/** Whether an earlier start without user namespaces gave the cluster to the unprivileged account. */
function belongsToAccount(home: string): boolean {
  const owner = statSync(join(home, 'data'), { throwIfNoEntry: false })?.uid;
  return existsSync(join(home, movedNote)) || (owner !== undefined && owner !== process.getuid?.());
}

async function asUnprivileged(direct: Runner, account: Account): Promise<Runner> {
  const runner: Runner = { ...direct, account };
  if (!succeeds([postgresProgram(runner.folder, 'postgres'), '--version'], account)) {
    runner.folder = await copyPrograms(runner.folder);
  }
  await mkdir(direct.home, { recursive: true, mode: 0o700 });
  const note = join(direct.home, movedNote);
  if (existsSync(note)) {
    runner.home = (await readFile(note, 'utf8')).trim();
  } else if (!succeeds(['test', '-x', join(direct.home, '..')], account)) {
    runner.home = join('/var/lib/vicinia', randomUUID());
    await mkdir(runner.home, { recursive: true });
    for (const name of ['data', 'password', 'port'].filter((one) => existsSync(join(direct.home, one)))) {
      await cp(join(direct.home, name), join(runner.home, name), { recursive: true });
    }
    await writeFile(note, `${runner.home}\n`);
  }
  await handOverAll(runner.home, runner);
  return runner;
}

async function copyPrograms(folder: string): Promise<string> {
  const copy = join('/var/lib/vicinia', `postgresql-${digest(folder)}`);
  if (!existsSync(postgresProgram(copy, 'postgres'))) {
    await mkdir('/var/lib/vicinia', { recursive: true });
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
  }
  return copy;
}

async function handOverAll(folder: string, runner: Runner): Promise<void> {
  await handOver(folder, runner);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSocket()) await handOver(join(entry.parentPath, entry.name), runner);
  }
}

function succeeds([command = '', ...args]: string[], account?: Account): boolean {
  return spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...account }).status === 0;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
