import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { atMost } from './at-most.ts';

/** Longest body of a recording, in bytes. */
export const maxRecordingBytes = 3 * 1024 * 1024;
/** Longest recording, in minutes; recorders stop a little after they are told to. */
const maxMinutes = 2;
const tolerance = 2;
/** A long recording takes a tenth of a second; whatever takes this long in milliseconds is made to take for ever. */
const patience = 5_000;

/** What the thread of recording-worker.ts is given. */
export interface ToRepack {
  path: string;
  maxSeconds: number;
}

/** What it answers. */
export type Repacked =
  { mime: string; seconds: number; bytes: ArrayBuffer } | { code: 'NOT_A_RECORDING' | 'RECORDING_TOO_LONG' };

export interface Recording {
  mime: string;
  seconds: number;
  bytes: Uint8Array;
}

const twoAtATime = atMost(2);

/**
 * Reads a file as a recording of a voice and packs its sound anew: the same packets, in a container of ours without title,
 * place, pictures or anything else that came along. Throws NOT_A_RECORDING or RECORDING_TOO_LONG.
 */
export async function readRecording(path: string): Promise<Recording> {
  const repacked = await twoAtATime(() => repack({ path, maxSeconds: maxMinutes * 60 + tolerance }));
  if ('code' in repacked) throw new AppError(repacked.code, { max: maxMinutes });
  return { ...repacked, bytes: new Uint8Array(repacked.bytes) };
}

/** The worker runs from its source, from the bundle too. */
const worker = new URL(
  import.meta.url.endsWith('.ts') ? './recording-worker.ts' : '../src/platform/files/recording-worker.ts',
  import.meta.url,
);

async function repack(workerData: ToRepack): Promise<Repacked> {
  const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };
  // Nothing of the process goes along: neither its flags nor the secrets in its environment.
  const apart = { execArgv: [], env: {}, stdout: true, stderr: true };
  const thread = new Worker(worker, { workerData, resourceLimits, ...apart });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve) => {
      const giveUp = () => resolve({ code: 'NOT_A_RECORDING' });
      timer = setTimeout(giveUp, patience);
      thread.once('message', resolve).once('error', giveUp).once('exit', giveUp);
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
