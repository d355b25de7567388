import autocannon from 'autocannon';

export interface Figure {
  name: string;
  value: number;
  unit: 'share' | 'ms' | 'MB' | 'kB' | 'statements';
  goal: string;
}

export interface Target {
  url: string;
  headers?: Record<string, string>;
  /** A POST with this body; without one, a GET. */
  body?: string;
}

/** Answers a second at this target under ten connections, and fails if any answer is not 200 or not the same length as the first. */
export async function answersPerSecond(target: Target, seconds: number): Promise<number> {
  const result = await autocannon({
    url: target.url,
    connections: 10,
    duration: seconds,
    method: target.body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    ...(target.body === undefined ? {} : { body: target.body }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.url}: ${result.non2xx} answers were not 200, ${result.errors} failed`);
  return result['2xx'] / result.duration;
}

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
