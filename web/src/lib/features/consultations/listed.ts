export type ListedStage = 'OPEN' | 'COMING' | 'CLOSED';

/** Which consultations an address asks for; what makes no sense counts as not chosen. */
export function listedStage(search: URLSearchParams): ListedStage {
  const stage = search.get('stage');
  if (stage === 'coming') return 'COMING';
  return stage === 'closed' ? 'CLOSED' : 'OPEN';
}
