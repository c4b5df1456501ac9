import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { personOf } from '@ringvirkning/auth';
import { sha256Hex } from '@ringvirkning/kernel';
import { requestContext, type Idempotency, type RequestContext } from '@ringvirkning/persistence';
import { cprIn, plainAddress } from '@ringvirkning/reading';
import { Observable, tap } from 'rxjs';
import { NOBODY } from './correlation.js';
import { cprInAddress, cprInIdempotencyKey, idempotencyKeyInvalid } from './http-error.js';
import { requireKnownWords } from './query-words.js';
import { BODY_MODE, JSON_BODY, receiveBody, type BodyMode, type ReceivedBody } from './request-body.js';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';
export const REPLAYED_HEADER = 'Idempotency-Replayed';
const KEY = /^[\x21-\x7e]{1,200}$/;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

type HttpRequest = IncomingMessage & { method: string; originalUrl: string; body?: unknown };

/**
 * Between guard and handler: receives the body (only now, so that strangers cannot make us read one) and runs the handler in the caller's request context,
 * with the idempotency key if one was sent. Afterwards says in a header whether the answer is a replay.
 */
@Injectable()
export class RequestInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (execution.getType() !== 'http') return next.handle();
    const [request, response] = [
      execution.switchToHttp().getRequest<HttpRequest>(),
      execution.switchToHttp().getResponse<ServerResponse>(),
    ];
    if (cprIn(plainAddress(request.originalUrl))) throw cprInAddress();
    requireKnownWords(execution, request.originalUrl);
    // Answers are about people and their money: no cache on the way keeps a copy.
    response.setHeader('Cache-Control', 'no-store');
    const body =
      this.reflector.getAllAndOverride<BodyMode | undefined>(BODY_MODE, [
        execution.getHandler(),
        execution.getClass(),
      ]) ?? JSON_BODY;
    const received = await receiveBody(request, body);
    if (received) request.body = received.value;
    const idempotency = body.mode === 'stream' ? undefined : idempotencyOf(request, received);
    const context: RequestContext = { ...requestContext.get(), actor: personOf(request) ?? NOBODY, idempotency };
    const sayReplayed = (): void => {
      if (idempotency?.replayed && !response.headersSent) response.setHeader(REPLAYED_HEADER, 'true');
    };
    return new Observable((subscriber) =>
      requestContext.run(context, () => next.handle().pipe(tap(sayReplayed)).subscribe(subscriber)),
    );
  }
}

/**
 * The database gets digests only: of the key, and of the request under the key. A request may hold a CPR number, whose few possible values
 * could be tried out against a plain digest; without the caller's (random) key they cannot.
 */
function idempotencyOf(request: HttpRequest, received: ReceivedBody | undefined): Idempotency | undefined {
  const key = request.headers[IDEMPOTENCY_HEADER.toLowerCase()];
  if (key === undefined || READING.has(request.method)) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) throw idempotencyKeyInvalid();
  // Of the key a plain digest is kept: that of a CPR number could be found by trying them all.
  if (cprIn(key)) throw cprInIdempotencyKey();
  const hash = createHmac('sha256', key)
    .update(`${request.method} ${request.originalUrl}\n`)
    .update(received?.bytes ?? Buffer.of());
  return { key: sha256Hex(key), hash: hash.digest('hex') };
}
