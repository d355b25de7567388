/** What the other side of a match shared, as it was just looked at. */
export interface OpenedContact {
  matchId: string;
  phone: string | null;
  address: string | null;
}

/** The contact in the answer of a form action, if it holds one. */
export function openedIn(form: unknown): OpenedContact | null {
  const shown = typeof form === 'object' && form !== null && 'opened' in form ? form.opened : null;
  return shown as OpenedContact | null;
}
