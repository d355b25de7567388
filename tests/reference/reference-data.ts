import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceFiles } from './manifest.ts';

const folder = process.env.REFERENCE_DATA ?? '';

/** Whether all files are there. In CI it does not matter: there, a missing file fails its test. */
const isComplete = folder !== '' && referenceFiles.every(({ file }) => existsSync(join(folder, file)));
export const runsWithReferenceData = isComplete || process.env.CI === 'true';

/** Full path of a file or folder of the reference data. */
export const referencePath = (path: string) => join(folder || 'REFERENCE_DATA-is-not-set', path);

/** A file of the manifest, which must be the one that the expected results belong to. */
export function readReference(path: string): Buffer {
  const entry = referenceFiles.find(({ file }) => file === path);
  if (!entry) throw new Error(`${path} is not in the manifest`);
  const bytes = readFileSync(referencePath(path));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== entry.sha256) throw new Error(`${path} is another file than the one from ${entry.source}`);
  return bytes;
}
