import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';

/** What is built from what; paths are relative to the project's folder. */
export interface Target {
  /** For people: "the server". */
  name: string;
  /** Files and folders that the result depends on. */
  sources: string[];
  /** One of the sources that an image with only the result does not carry. */
  mainSource: string;
  /** Folder of the result, which also keeps the stamp. */
  output: string;
}

const stampName = '.built-from';
const sourceFile = /\.(ts|js|svelte|html|css|json|graphql|yaml|woff2|svg|png|ico|txt|webmanifest)$/;
const notSource = /(^|[/\\])(node_modules|dist|build|\.svelte-kit)[/\\]|\.test\.ts$|\.factory\.ts$/;

/** Digest of the sources to remember once they are built, or null where the result is up to date. */
export async function staleDigest(target: Target): Promise<string | null> {
  const stamp = await readFile(join(root, target.output, stampName), 'utf8').catch(() => null);
  if (stamp && !existsSync(join(root, target.mainSource))) return null;
  const digest = await digestOf(target.sources);
  return digest === stamp ? null : digest;
}

/** Notes that the result was built from the sources with this digest. */
export async function markBuilt(target: Target, digest: string): Promise<void> {
  await writeFile(join(root, target.output, stampName), digest);
}

async function digestOf(sources: string[]): Promise<string> {
  const files = (await Promise.all(sources.map(listFiles))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  files.forEach((file, index) => hash.update(`\0${file}\0`).update(contents[index] ?? ''));
  return hash.digest('hex');
}

async function listFiles(source: string): Promise<string[]> {
  const path = join(root, source);
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [source];
  return (await readdir(path, { recursive: true }))
    .map((name) => join(source, name))
    .filter((name) => sourceFile.test(name) && !notSource.test(name));
}
