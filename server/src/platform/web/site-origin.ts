import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

/** Where people find the site. Without PUBLIC_URL (development, demo) it is wherever the request says it is. INVALID_INPUT. */
export function siteOrigin(request: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl;
  const address = `${request.protocol}://${request.host}`;
  if (!URL.canParse(address)) throw new AppError('INVALID_INPUT', { rule: 'host' });
  return new URL(address).origin;
}

/** Whether a page of another site sent it; programs say nothing about where they come from. */
export const isFromElsewhere = (request: FastifyRequest, publicUrl: string | null): boolean => {
  const sentFrom = request.headers.origin;
  return sentFrom !== undefined && sentFrom !== siteOrigin(request, publicUrl);
};
