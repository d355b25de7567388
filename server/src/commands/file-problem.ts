import { dirname } from 'node:path';

/** In a sentence why this file or folder cannot be read; null for errors about anything else. */
export function fileProblem(error: unknown, given: string): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const { path = given, code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `There is no ${path}.`;
  if (code === 'EISDIR') return `${path} is a folder: name a file.`;
  if (code === 'ENOTDIR') return `${dirname(path)} is a file: name a folder.`;
  return `${path} cannot be read (${code ?? message}).`;
}
