import { Worker } from 'node:worker_threads';
import type { Conversation } from '../methods/opinion-groups/opinion-groups.ts';
import type { PublishedOpinions } from '../methods/opinion-groups/publishable.ts';

/** What the thread of opinions-worker.ts answers. */
export interface WeighedOpinions {
  /** Per statement, how much there is to learn from asking it. */
  priorities: Float64Array;
  published: PublishedOpinions;
}

/** The worker runs from its source, from the bundle too. */
const worker = new URL(
  import.meta.url.endsWith('.ts')
    ? './opinions-worker.ts'
    : '../src/features/consultations/statements/opinions-worker.ts',
  import.meta.url,
);

/** Counts a conversation in a thread of its own: a large one takes seconds, in which the process answers as always. */
export function weighOpinions(workerData: Conversation): Promise<WeighedOpinions> {
  const thread = new Worker(worker, { workerData, execArgv: [], env: {} });
  return new Promise<WeighedOpinions>((resolve, reject) => {
    thread
      .once('message', resolve)
      .once('error', reject)
      .once('exit', (code) => reject(new Error(`Opinions could not be weighed: exit ${code}`)));
  }).finally(() => thread.terminate());
}
