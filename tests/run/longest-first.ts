import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest of all: they begin first, so that none is alone at the end. */
const longest = ['e2e/accessibility', 'contract/dockerfile'];
/** Files that take long though they are short: the first of their project. */
const long = ['accounts/accounts-discretion', 'accounts/accounts-fuzz', 'contract/permissions'];
/** A process runs the files of one project: it is not left for another one before they are done. */
const projects = ['contract', 'reference', 'integration', 'e2e', 'unit'];

/** The order of the files of a run: the longest ones, then project by project the long ones and the others by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const isOf = (names: readonly string[], { moduleId }: TestSpecification) =>
      names.some((name) => moduleId.includes(`/${name}`));
    const rank = (file: TestSpecification) =>
      isOf(longest, file) ? -1 : 2 * projects.indexOf(file.project.name) + (isOf(long, file) ? 0 : 1);
    return bySize.toSorted((one, other) => rank(one) - rank(other));
  }
}
