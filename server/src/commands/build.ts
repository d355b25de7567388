import { StartError } from '../platform/start-error.ts';
import { buildStale } from './builds.ts';

try {
  await buildStale((line) => console.log(line));
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exitCode = 1;
}
