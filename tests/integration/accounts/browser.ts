import type { App } from '../../../server/src/app.ts';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  body: Body;
  location: string | undefined;
}

let lastAddress = 0;

/** Somebody's browser: keeps its cookies and has an address of its own. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly address: string;
  readonly #http: App['http'];
  readonly #headers: Record<string, string>;

  constructor(http: App['http'], headers: Record<string, string> = {}) {
    this.#http = http;
    this.#headers = headers;
    lastAddress += 1;
    this.address = `10.${(lastAddress >> 16) & 255}.${(lastAddress >> 8) & 255}.${lastAddress & 255}`;
  }

  async get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>> {
    return this.#send<Body>('GET', path);
  }

  async post<Body = Record<string, unknown>>(
    path: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    return this.#send<Body>('POST', path, body, headers);
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  headers(): Headers {
    return new Headers({ cookie: this.cookieHeader() });
  }

  async #send<Body>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const response = await this.#http.inject({
      method,
      url: `/api/auth${path}`,
      remoteAddress: this.address,
      headers: { origin: 'http://localhost', cookie: this.cookieHeader(), ...this.#headers, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.#keep(line);
    return {
      status: response.statusCode,
      body: (response.body === '' ? {} : response.json()) as Body,
      location: response.headers.location,
    };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (attributes.some((attribute) => attribute.trim().toLowerCase() === 'max-age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}

/** The value of a query parameter of the address in a message. */
export function linkParameter(text: string | undefined, name: string): string {
  const url = /https?:\/\/\S+/.exec(text ?? '')?.[0];
  return url === undefined ? '' : (new URL(url).searchParams.get(name) ?? '');
}
