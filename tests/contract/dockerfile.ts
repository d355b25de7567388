import { execFile, spawn } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One line of a Dockerfile: COPY, RUN ... and what follows. */
export interface Instruction {
  word: string;
  rest: string;
}

/** The instructions of each stage, in order. Comments go; a line that ends with a backslash continues. */
export function parseStages(dockerfile: string): Instruction[][] {
  const lines = dockerfile
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  const stages: Instruction[][] = [];
  for (const line of lines.filter(Boolean)) {
    const [, word = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    if (word === 'FROM') stages.push([]);
    stages.at(-1)?.push({ word, rest });
  }
  return stages;
}

export interface Stage {
  /** Stands for the image's working directory /app. */
  folder: string;
  env: NodeJS.ProcessEnv;
}

/** Does what a stage's COPY, ENV and RUN say, in a plain folder. `sources` holds what COPY takes from. */
export async function playStage(
  instructions: Instruction[],
  stage: Stage,
  sources: { context: string; ignored: Set<string>; build?: string },
): Promise<void> {
  for (const { word, rest } of instructions) {
    if (word === 'ENV') {
      const [name = '', value = ''] = rest.split('=');
      stage.env[name] = value.replaceAll('/app', stage.folder);
    }
    if (word === 'RUN') await runCommand(rest, stage);
    if (word === 'COPY') await copy(rest, stage, sources);
  }
}

async function copy(
  rest: string,
  stage: Stage,
  { context, ignored, build }: { context: string; ignored: Set<string>; build?: string },
): Promise<void> {
  const words = rest.split(/\s+/);
  const fromBuild = words.some((word) => word.startsWith('--from='));
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? '';
  for (const path of paths) {
    const source = fromBuild ? path.replace(/^\/app/, build ?? '') : join(context, path);
    const intoFolder = target.endsWith('/');
    const to = join(stage.folder, target, intoFolder ? basename(path) : '');
    await mkdir(join(to, '..'), { recursive: true });
    if (fromBuild && process.platform === 'linux') {
      await run('cp', ['--archive', '--link', '--no-target-directory', source, to]); // of some 40,000 files
      continue;
    }
    await cp(source, to, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (one) => fromBuild || !ignored.has(basename(one)),
    });
  }
}

function runCommand(command: string, { folder, env }: Stage): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`RUN ${command} ended with ${code}:\n${output.join('').slice(-3000)}`)),
    );
  });
}
