import type { FastifyReply, FastifyRequest } from 'fastify';

const firstQuery = `# Vicinia's API. Everything is described in the documentation on the left.
# What one may see depends on who asks: sign in in another tab, or send "Authorization: Bearer <token>".
{
  helpRequests(first: 5) {
    totalCount
    nodes { category startsAt endsAt zone { name } speaks }
  }
}
`;

let page: string | undefined;

/** The explorer, served whole from here; programs that GET are told to POST. */
export async function explorerPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!request.headers.accept?.includes('text/html')) {
    return reply
      .code(405)
      .header('allow', 'POST')
      .send({ errors: [{ message: 'Use POST', extensions: { code: 'BAD_REQUEST' } }] });
  }
  // It weighs 40 MB in memory: only where somebody asks for it.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  page ??= renderGraphiQL({
    title: 'Vicinia API',
    endpoint: '/graphql',
    defaultQuery: firstQuery,
    shouldPersistHeaders: false,
  });
  return reply
    .type('text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; style-src 'self' 'unsafe-inline'; font-src data:; img-src data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    .send(page);
}
