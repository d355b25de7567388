import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Figure, median } from './measure.ts';

interface Counted {
  milliseconds: number[];
  /** Peak of memory beyond the votes, in MB. */
  grown: number;
}

/** Counts in a process of their own, on one core; what the compiler needs at first does not count where there are more. */
async function counted(name: string, times: number): Promise<Counted> {
  const child = fork(join(import.meta.dirname, 'counting-process.ts'), [name, String(times)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const failed = once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended before it was counted`)));
  const [answer] = (await Promise.race([once(child, 'message'), failed])) as [Counted];
  failed.catch(() => undefined);
  return answer;
}

const time = async (name: string, times: number) => median((await counted(name, times)).milliseconds);
const inTime = (name: string, times: number, most: number) => async (): Promise<Figure> => ({
  name,
  value: await time(name, times),
  unit: 'ms',
  goal: `<= ${most}`,
});

/** Figures of the mathematics of consultations: they need neither a database nor the app. */
export const countingFigures: Record<string, () => Promise<Figure>> = {
  'groups.vtaiwan': inTime('groups.vtaiwan', 15, 150),
  'groups.million': inTime('groups.million', 3, 3000),
  'groups.million.memory': async () => ({
    name: 'groups.million.memory',
    value: (await counted('groups.million', 1)).grown,
    unit: 'MB',
    goal: '<= 500',
  }),
  // Time per vote at 1,000,000 votes as a share of that at 250,000 and at 500,000, whichever is larger.
  'groups.growth': async () => {
    const [quarter, half, all] = [
      await time('groups.quarter', 5),
      await time('groups.half', 5),
      await time('groups.million', 3),
    ];
    return {
      name: 'groups.growth',
      value: Math.max(all / (4 * quarter), all / (2 * half)),
      unit: 'share',
      goal: '<= 1',
    };
  },
  'stv.ward': inTime('stv.ward', 15, 50),
  'equal-shares.wieliczka': inTime('equal-shares.wieliczka', 9, 300),
};
