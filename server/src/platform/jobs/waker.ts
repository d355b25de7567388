export interface Waker {
  /** Something may be due: work begins at once, or again after the work that is under way. */
  wake(): void;
  /** Ends it; resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Does a piece of work whenever woken, never twice at the same time in this process. */
export function createWaker(work: () => Promise<unknown>, report: (error: unknown) => void): Waker {
  let underWay: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const run = async () => {
    do {
      again = false;
      await work().catch(report);
    } while (again && !stopped);
    underWay = null;
  };
  return {
    wake() {
      if (stopped) return;
      if (underWay) again = true;
      else underWay = run();
    },
    async stop() {
      stopped = true;
      await underWay;
    },
  };
}
