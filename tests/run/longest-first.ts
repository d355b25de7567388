import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long though they are short: they begin first, so that none is alone at the end. */
const long = ['contract/dockerfile', 'e2e/accessibility', 'accounts/accounts-discretion', 'accounts/accounts-fuzz'];

/** The order of the files of a run: the long ones, then by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.includes(`/${name}`));
    return [...bySize.filter(isLong), ...bySize.filter((file) => !isLong(file))];
  }
}
