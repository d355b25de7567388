import { runsWithReferenceData } from './reference-data.ts';

/** Once per run: what is not checked, and how it would be. */
export default function sayWhatIsMissing(): void {
  if (runsWithReferenceData) return;
  console.warn(
    'Real consultations and elections are not recounted: get the files that tests/reference/manifest.ts names and say in REFERENCE_DATA where they are.',
  );
}
