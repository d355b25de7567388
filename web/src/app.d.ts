import type { Graphql } from '#lib/graphql/client.server.ts';
import type { ViewerQuery } from '#schema';
import type { Locale } from '#lib/i18n/locales.ts';

type ApiFetch = (path: string, init?: RequestInit) => Promise<Response>;

declare global {
  namespace App {
    interface Error {
      /** The code of the API, or of this layer, that `errors.<code>` explains. */
      code?: string;
    }
    interface Locals {
      locale: Locale;
      /** The address of the site, for what leaves the page; whoever asks can name any other as the one of the request. */
      origin: string;
      graphql: Graphql;
      /** Who is looking, asked once and only when needed. */
      viewer: () => Promise<ViewerQuery['viewer']>;
    }
    interface Platform {
      req: import('node:http').IncomingMessage & { viciniaFetch?: ApiFetch; viciniaOrigin?: string };
    }
  }
}
