import { setTimeout as wait } from 'node:timers/promises';

/** Tries an expectation until it holds, for what arrives with a notification; the last failure is the test's. */
export async function eventually(expectation: () => void | Promise<void>, within = 8000): Promise<void> {
  const until = Date.now() + within;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await wait(25);
    }
  }
}
