import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import type {} from './browser-server.ts';

/**
 * A connection to the run's browser; make a context of one's own in it, and close the connection at the end.
 *
 *     const browser = await openBrowser();
 *     const context = await browser.newContext({ locale: 'ar', viewport: { width: 360, height: 740 } });
 */
export function openBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'));
}
