import type { ServerResponse } from 'node:http';
import { Catch, Inject, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { LOGGER, type Logger } from '@ringvirkning/observability';
import { requestContext } from '@ringvirkning/persistence';
import { throwError, type Observable } from 'rxjs';
import { toProblem } from './problem.js';

/** Answers every error of a request as `application/problem+json`; what nobody expected is logged once, with its cause. Errors of messages pass on to their transport. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): Observable<never> | undefined {
    if (host.getType() !== 'http') return throwError(() => thrown);
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const { problem, expected } = toProblem(thrown, requestContext.get().correlationId);
    if (!expected) this.logger.error({ err: thrown }, 'unexpected error');
    if (response.headersSent) {
      response.destroy();
      return undefined;
    }
    response.statusCode = problem.status;
    response.setHeader('Content-Type', 'application/problem+json');
    if (problem.status === 401)
      response.setHeader(
        'WWW-Authenticate',
        problem.code === 'auth.sign-in-required' ? 'Bearer' : 'Bearer error="invalid_token"',
      );
    if (problem.status === 503 && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', '5');
    response.end(JSON.stringify(problem));
    return undefined;
  }
}
