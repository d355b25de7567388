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
  /** A POST of its own each time, instead. */
  each?: () => { headers?: Record<string, string>; body: string };
}

/** Answers a second at this target under ten connections, and fails if any answer is not 200 or not the same length as the first. */
export async function answersPerSecond(target: Target, seconds: number): Promise<number> {
  const { url, body, each } = target;
  let fault: Error | undefined;
  /** What is thrown here nobody could catch: it is told at the end. */
  const own = (request: autocannon.Request): autocannon.Request => {
    try {
      return each ? ownRequest(request, headers, each()) : request;
    } catch (error) {
      fault ??= error instanceof Error ? error : new Error(String(error));
      return request;
    }
  };
  const headers = { 'content-type': 'application/json', ...target.headers };
  const result = await autocannon({
    url,
    connections: 10,
    duration: seconds,
    method: body === undefined && !each ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
    ...(each ? { requests: [{ setupRequest: own }] } : {}),
  });
  if (fault) throw fault;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.url}: ${result.non2xx} answers were not 200, ${result.errors} failed`);
  return result['2xx'] / result.duration;
}

const ownRequest = (
  request: autocannon.Request,
  headers: Record<string, string>,
  own: { headers?: Record<string, string>; body: string },
): autocannon.Request => ({ ...request, body: own.body, headers: { ...headers, ...own.headers } });

export const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
