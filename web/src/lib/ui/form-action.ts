/** The address of a form action that leaves the step of the way as it is. */
export function formActionAt(url: { searchParams: Pick<URLSearchParams, 'get'> }, name: string): string {
  const step = url.searchParams.get('step');
  return step === null ? `?/${name}` : `?step=${encodeURIComponent(step)}&/${name}`;
}
