import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Step } from './steps.ts';

export interface Outcome {
  step: Step;
  seconds: number;
  passed: number;
  failed: number;
  skipped: number;
  output: string;
}

const root = join(import.meta.dirname, '..', '..');
const bins = [root, join(root, 'web')].map((folder) => join(folder, 'node_modules', '.bin'));

/** Runs a step to its end, whatever it prints or returns. A step without single tests counts as one. */
export async function runStep(step: Step, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const started = Date.now();
  const report = join(tmpdir(), `vicinia-${process.pid}-${step.name.replaceAll(' ', '-')}.json`);
  const output: string[] = [];
  let ok = true;
  for (const command of step.commands) {
    const options = command.startsWith('vitest')
      ? ` --reporter=default --reporter=json --outputFile.json=${report}`
      : '';
    ok = await runCommand(command + options, env, output);
    if (!ok) break;
  }
  const counts = step.isVitest ? await readCounts(report) : undefined;
  const found = counts ?? { passed: ok ? 1 : 0, failed: 0, skipped: 0 };
  // A test file that cannot be loaded has no failed test, but it is no success either.
  const failed = ok ? found.failed : Math.max(found.failed, 1);
  return { step, seconds: (Date.now() - started) / 1000, ...found, failed, output: output.join('') };
}

function runCommand(command: string, env: NodeJS.ProcessEnv, output: string[]): Promise<boolean> {
  const inWeb = command.startsWith('svelte-');
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: inWeb ? join(root, 'web') : root,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, PATH: [...bins, env.PATH].join(delimiter) },
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.once('error', (error) => output.push(error.message));
    child.once('close', (code) => resolve(code === 0));
  });
}

async function readCounts(file: string): Promise<{ passed: number; failed: number; skipped: number } | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  await rm(file);
  const report = JSON.parse(text) as Record<string, number>;
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}
