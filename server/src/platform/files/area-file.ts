import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StartError } from '../start-error.ts';

/** A map of the area that the operator mounted: an archive of PMTiles. */
export interface AreaFile {
  path: string;
  size: number;
  /** Another one for each version of the file. */
  mark: string;
}

/** "PMTiles" and the version 3, as its specification begins each archive; the whole header has 127 bytes. */
const beginning = Buffer.from('PMTiles\u0003', 'latin1');
const headerBytes = 127;

/** Looks at the file and what it says of itself. Throws a StartError where it cannot be read or is something else. */
export function readAreaFile(path: string): AreaFile {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size, mtimeMs } = fstatSync(descriptor);
    const header = Buffer.alloc(headerBytes);
    const read = readSync(descriptor, header, 0, headerBytes, 0);
    if (read < headerBytes || !header.subarray(0, beginning.length).equals(beginning))
      throw new StartError(
        `MAP_FILE ${path} is no map: set it to a PMTiles archive of version 3, or leave it out for no map.`,
      );
    const mark = createHash('sha256').update(header).update(`${size} ${mtimeMs}`).digest('hex').slice(0, 16);
    return { path, size, mark };
  } catch (error) {
    if (error instanceof StartError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new StartError(
      `MAP_FILE ${path} cannot be read (${code}): correct it, allow reading, or leave it out for no map.`,
    );
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Where browsers find it. */
export const areaPath = ({ mark }: AreaFile): string => `/map/${mark}.pmtiles`;
