import type { RequestHandler } from 'express';
import { systemIds } from '@ringvirkning/kernel';

const ACCEPTED = /^[A-Za-z0-9-]{8,64}$/;

/** Gives every request one id that all services log and every error shows; a caller may bring one. */
export const correlation: RequestHandler = (request, response, next) => {
  const brought = request.headers['x-correlation-id'];
  const id = typeof brought === 'string' && ACCEPTED.test(brought) ? brought : systemIds.next();
  request.headers['x-correlation-id'] = id;
  response.setHeader('X-Correlation-Id', id);
  next();
};

/** The id that {@link correlation} gave the request. */
export const correlationIdOf = (request: { readonly headers: Record<string, string | string[] | undefined> }): string => String(request.headers['x-correlation-id']);
