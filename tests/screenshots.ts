import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { launchChromium } from './testkit/chromium.ts';
import { projectFile } from './testkit/project.ts';

/*
 * Pictures of the demo neighbourhood for the README, into docs/screenshots. `pnpm screenshots` takes the usual ones;
 * `pnpm screenshots /help/ask ar 360 dark` one page, in a language, at a width, light or dark.
 */
interface Shot {
  path: string;
  locale: string;
  width: number;
  dark?: boolean;
}

const usual: Shot[] = [
  { path: '/', locale: 'it', width: 1280 },
  { path: '/', locale: 'ar', width: 360 },
  { path: '/', locale: 'it', width: 360, dark: true },
  { path: '/help', locale: 'it', width: 360 },
  { path: '/help/ask', locale: 'ar', width: 360 },
  { path: '/sign-in', locale: 'it', width: 360 },
];
const heights: Record<number, number> = { 360: 740, 1280: 800 };
const port = Number(process.env.PORT ?? 3900);
const address = `http://127.0.0.1:${port}`;
const [path, locale = 'it', width = '1280', scheme] = process.argv.slice(2);
const shots = path ? [{ path, locale, width: Number(width), dark: scheme === 'dark' }] : usual;

const dataDir = await mkdtemp(join(tmpdir(), 'vicinia-screenshots-'));
const app = spawn(process.execPath, [projectFile('server/src/commands/start.ts')], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, DEMO: '1', DATABASE_URL: '' },
});
const ended = new Promise((resolve) => app.once('exit', resolve));
try {
  await ready();
  await mkdir(projectFile('docs/screenshots'), { recursive: true });
  const server = await launchChromium();
  const browser = await chromium.connect(server.wsEndpoint());
  for (const shot of shots) await take(browser, shot);
  await server.close();
} finally {
  app.kill('SIGTERM');
  await ended;
  await rm(dataDir, { recursive: true, force: true });
}

async function take(browser: Browser, { path, locale, width, dark }: Shot): Promise<void> {
  const context = await browser.newContext({
    locale,
    viewport: { width, height: heights[width] ?? 800 },
    deviceScaleFactor: width < 600 ? 2 : 1,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await context.addCookies([{ name: 'vicinia_locale', value: locale, url: address }]);
  const page = await context.newPage();
  const answer = await page.goto(`${address}${path}`, { waitUntil: 'networkidle' });
  if (!answer?.ok()) throw new Error(`${path} answers ${answer?.status()}: no picture of that.`);
  await page.evaluate(() => document.fonts.ready);
  const name = [path.split('/').filter(Boolean).at(-1) ?? 'home', locale, width, ...(dark ? ['dark'] : [])].join('-');
  await page.screenshot({ path: projectFile(`docs/screenshots/${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
  await context.close();
}

async function ready(): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await wait(200)) {
    const answer = await fetch(`${address}/healthz`).catch(() => null);
    if (answer?.ok) return;
    if (app.exitCode !== null) throw new Error('The app did not start.');
  }
  throw new Error('The app was not ready within 120 s.');
}
