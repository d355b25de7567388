/** In a sentence why a file or folder cannot be read; null for errors about anything else. */
export function fileProblem(error: unknown): string | null {
  if (!(error instanceof Error) || !('syscall' in error)) return null;
  const { path, code, message } = error as NodeJS.ErrnoException;
  if (!path) return message;
  return code === 'ENOENT' ? `There is no ${path}.` : `${path} cannot be read (${code ?? message}).`;
}
