import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { areaPath, type AreaFile } from './area-file.ts';
import { rangeOf } from './byte-range.ts';

/**
 * Serves the mounted map from our own origin, part by part as the page asks. Its address changes with the file, so every
 * part may be kept for ever.
 */
export function registerAreaFile(app: FastifyInstance, area: AreaFile | null): void {
  if (!area) return;
  const { path, size } = area;
  const etag = `"${area.mark}"`;
  app.get(areaPath(area), (request, reply) => {
    void reply
      .type('application/vnd.pmtiles')
      .header('accept-ranges', 'bytes')
      .header('etag', etag)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cross-origin-resource-policy', 'same-origin');
    const { range: wanted, 'if-none-match': known, 'if-range': expected } = request.headers;
    if (known?.split(/\s*,\s*/).includes(etag)) return reply.code(304).send();
    const range = expected === undefined || expected === etag ? rangeOf(wanted, size) : null;
    if (range === 'none') return reply.code(416).header('content-range', `bytes */${size}`).send();
    const { start, end } = range ?? { start: 0, end: size - 1 };
    if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
    return reply.header('content-length', end - start + 1).send(createReadStream(path, { start, end }));
  });
}
