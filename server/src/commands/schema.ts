import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { serverBundle } from './builds.ts';
import { generateOperations } from './operations.ts';
import { root } from './root.ts';

/*
 * Writes schema/schema.graphql from the server's classes, and schema/operations.ts with the types of the web's
 * operations. With --check it writes nothing and fails where the files in the tree differ.
 */
const schema = await printSchema();
const files = {
  'schema/schema.graphql': `${schema.trim()}\n`,
  'schema/operations.ts': await generateOperations(schema),
};
const checkOnly = process.argv.includes('--check');

for (const [path, content] of Object.entries(files)) {
  const current = await readFile(join(root, path), 'utf8').catch(() => '');
  if (current === content) continue;
  if (checkOnly) {
    console.error(`${path} does not fit the code any more: run "pnpm schema" and commit the result.`);
    process.exitCode = 1;
  } else {
    await writeFile(join(root, path), content);
    console.log(`Wrote ${path}.`);
  }
}

async function printSchema(): Promise<string> {
  const bundle = join(root, 'server', 'dist', 'schema.js');
  await esbuild.build({ ...serverBundle, entryPoints: ['server/src/schema.ts'], outfile: bundle, logLevel: 'warning' });
  await esbuild.stop();
  const { printApiSchema } = (await import(pathToFileURL(bundle).href)) as { printApiSchema(): Promise<string> };
  return printApiSchema();
}
