import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { type BrowserServer, chromium as playwright } from 'playwright-core';
import { isInMemory, temporaryFolder } from './temporary-folder.ts';

const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(isInMemory(temporaryFolder()) ? [] : ['--disable-dev-shm-usage']), // containers may give it 64 MB only
  '--font-render-hinting=none',
  '--use-fake-device-for-media-stream', // a microphone that beeps
  '--use-fake-ui-for-media-stream', // nobody is there to allow it
];

/**
 * Starts Chromium, the one from npm where there is one for this system, else an installed Chrome. As root it has no
 * sandbox: it only opens our own pages.
 */
export async function launchChromium(): Promise<BrowserServer> {
  const packaged = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
  if (!packaged) return playwright.launchServer({ channel: 'chrome', args: flags });
  const folder = await unpack();
  const executablePath = join(folder, 'chromium');
  return withTemporaryFolder(temporaryFolder(), () =>
    playwright.launchServer({ executablePath, args: flags, env: environment(folder, executablePath) }),
  );
}

/** Unpacks the browser, its fonts and its libraries once per user and version; returns the folder. */
async function unpack(): Promise<string> {
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin');
  const { version } = JSON.parse(await readFile(join(bin, '..', 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `vicinia-chromium-${version}-${process.getuid?.() ?? userInfo().username}`);
  if (existsSync(folder)) return folder;

  const unfinished = await mkdtemp(`${folder}-`);
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    // The package always unpacks into the temporary folder.
    await withTemporaryFolder(unfinished, async () => {
      await chromium.executablePath(bin);
      await inflate(join(bin, 'al2023.tar.br'));
    });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another run may have been faster
  }
  return folder;
}

/** Does something that writes into the system's temporary folder, with another folder in its place. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** The package's own libraries and fonts stand in for what a bare system lacks. */
function environment(folder: string, executablePath: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C.UTF-8' }; // else names of saved files lose their letters
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  if (spawnSync(executablePath, ['--version', '--no-sandbox']).status !== 0) {
    env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  return env;
}
