import type { TestProject } from 'vitest/node';
import { launchChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the browser that all tests of the run share. */
    browser: string;
  }
}

/** Starts the one browser of the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchChromium();
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}
