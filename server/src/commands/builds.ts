import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { StartError } from '../platform/start-error.ts';
import { root } from './root.ts';
import { markBuilt, staleDigest, type Target } from './stale.ts';

const shared = ['package.json', 'pnpm-lock.yaml', 'tsconfig.json'];
const server: Target = {
  name: 'the server',
  sources: ['server/src', 'migrations', 'server/package.json', ...shared],
  mainSource: 'server/src/main.ts',
  output: 'server/dist',
};
const web: Target = {
  name: 'the pages',
  sources: [
    'web/src',
    'web/static',
    'web/package.json',
    'web/vite.config.ts',
    'web/tsconfig.json',
    'schema',
    ...shared,
  ],
  mainSource: 'web/src',
  output: 'web/build',
};

/** How the server is bundled: our own files into one, with their decorators; packages stay packages. */
export const serverBundle = {
  absWorkingDir: root,
  entryPoints: ['server/src/main.ts'],
  outfile: 'server/dist/main.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  packages: 'external',
  sourcemap: true,
  keepNames: true, // names of entities and API types come from their classes
  tsconfig: join(root, 'tsconfig.json'),
  logLevel: 'silent',
} satisfies BuildOptions;

type Report = (line: string) => void;

/** Builds the server and the pages, each only where its sources changed since the last build. */
export async function buildStale(report: Report): Promise<void> {
  await Promise.all([buildStaleServer(report), buildWhereStale(web, buildWeb, report)]);
}

/** Builds the server only, where its sources changed since the last build. */
export const buildStaleServer = (report: Report): Promise<void> => buildWhereStale(server, buildServer, report);

async function buildWhereStale(target: Target, build: () => Promise<void>, report: Report): Promise<void> {
  const digest = await staleDigest(target);
  if (!digest) return;
  report(`Building ${target.name} ...`);
  const started = Date.now();
  await build();
  await markBuilt(target, digest);
  report(`Built ${target.name} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

async function buildServer(): Promise<void> {
  const esbuild = await import('esbuild');
  try {
    await esbuild.build(serverBundle);
  } catch (error) {
    throw new StartError(`The server cannot be built: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await esbuild.stop();
  }
}

async function buildWeb(): Promise<void> {
  await rm(join(root, web.output), { recursive: true, force: true });
  const vite = join(root, 'web', 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  const output: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', kill);
  if (code !== 0) throw new StartError(`The pages cannot be built:\n${output.join('').trim()}`);
}
