import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Process {
  parent: number;
  command: string;
  dead: boolean;
}

const packageManager = /\b(npx|npm|pnpm|corepack)\b/;
const interval = 300;

/**
 * Calls back once when a package manager that started this process ends.
 *
 * `npx pnpm start` is a chain of processes, and a signal sent to its first one does not have to reach the last. So this
 * process remembers the chain and leaves when a link of it is gone, instead of staying behind with the port.
 */
export function whenStarterEnds(leave: () => void): void {
  const starters = findStarters();
  if (starters.length === 0) return;
  const timer = setInterval(() => {
    if (starters.every(isRunning)) return;
    clearInterval(timer);
    leave();
  }, interval);
  timer.unref();
}

/** Ancestors up to the topmost package manager. */
function findStarters(): number[] {
  const chain: number[] = [];
  let length = 0;
  for (let pid = process.ppid; pid > 1;) {
    const found = look(pid);
    if (!found) break;
    chain.push(pid);
    if (packageManager.test(found.command)) length = chain.length;
    pid = found.parent;
  }
  return chain.slice(0, length);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return process.platform !== 'linux' || look(pid)?.dead === false;
}

function look(pid: number): Process | null {
  try {
    return process.platform === 'linux' ? lookInProc(pid) : lookWithPs(pid);
  } catch {
    return null; // ended between two looks, or a system without either
  }
}

function lookInProc(pid: number): Process {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return { parent: Number(parent), command, dead: state === 'Z' || state === 'X' };
}

function lookWithPs(pid: number): Process {
  const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [, parent = '0', command = ''] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
  return { parent: Number(parent), command, dead: false };
}
