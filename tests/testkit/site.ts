import { type AddressInfo, createServer } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Config } from '../../server/src/platform/config.ts';
import { openBrowser } from './browser.ts';
import { projectFile } from './project.ts';
import { createTown, type Person, type Town } from './town.ts';
import type { Locale } from './words.ts';

/** How somebody looks at the site. */
export interface Sight {
  /** The language chosen on this device; null: none yet. */
  locale?: Locale | null;
  width?: number;
  dark?: boolean;
  javaScript?: boolean;
}

export interface Site {
  town: Town;
  address: string;
  browser: Browser;
  /** A browser of a person's own, signed in unless it is a visitor's. */
  browserOf(person: Person, sight?: Sight): Promise<BrowserContext>;
  /** The same, with one page open in it. */
  windowOf(person: Person, sight?: Sight): Promise<Page>;
  close(): Promise<void>;
}

/** The real site on a town of its own: the built pages, the API, the database and a browser. */
export async function openSite(changes: Partial<Config> = {}): Promise<Site> {
  const port = await freePort();
  const town = await createTown(
    { port, demo: true, outboxVisible: true, signInLimitFactor: 1000, ...changes },
    { pages: projectFile('web/build/handler.js') },
  );
  await town.app.http.listen({ port, host: '127.0.0.1' });
  // By its name: passkeys are refused on a bare IP address.
  const address = `http://localhost:${port}`;
  const browser = await openBrowser();

  const browserOf = async (person: Person, { locale = 'it', width = 1280, dark, javaScript = true }: Sight = {}) => {
    const phone = width < 700;
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width, height: phone ? 740 : 800 },
      hasTouch: phone,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      javaScriptEnabled: javaScript,
    });
    context.setDefaultTimeout(30_000); // other files run beside
    const [name, value] = person.headers.cookie?.split('; ')[0]?.split('=') ?? [];
    if (locale) await context.addCookies([{ name: 'vicinia_locale', value: locale, url: address }]);
    if (name && value) await context.addCookies([{ name, value, url: address }]);
    return context;
  };

  return {
    town,
    address,
    browser,
    browserOf,
    windowOf: async (person, sight) => goingOn(await (await browserOf(person, sight)).newPage()),
    async close() {
      await browser.close();
      await town.close();
    },
  };
}

/**
 * A page that hears of news loads itself again. Somebody who goes elsewhere in that moment is not held back by it; the
 * browser's driver takes it for a fault.
 */
function goingOn(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = (url, options) =>
    goto(url, options).catch((error: Error) => {
      if (!error.message.includes('interrupted by another navigation')) throw error;
      return goto(url, options);
    });
  return page;
}

/** Known before the start, since printed cards carry it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
