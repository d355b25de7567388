import type { ActionOrganisationsQuery } from '#schema';
import type { Translate } from '#lib/i18n/translate.ts';

/** Who may organise: the reader's own organisations, which begin at once, and those to propose it to. */
export function organisationChoices({ viewer, organisations }: ActionOrganisationsQuery, t: Translate) {
  const own = viewer.viewerCanOrganiseFor;
  const others = organisations.nodes.filter(({ id }) => own.every((organisation) => organisation.id !== id));
  const choice = (group: string) => (organisation: { id: string; name: string }) => ({
    value: organisation.id,
    label: organisation.name,
    group,
  });
  return [...own.map(choice(t('actions.ours'))), ...others.map(choice(t('actions.others')))];
}
