import { Catch, HttpException, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { DomainError, fail } from '@ringvirkning/kernel';
import type { Request, Response } from 'express';
import { correlationIdOf } from './correlation.js';
import { problems, sendProblem } from './problem.js';

/** Everything that goes wrong in the gateway leaves it as problem details; unknown errors are logged once and answered without internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('gateway');

  catch(error: unknown, host: ArgumentsHost): void {
    const [request, response] = [host.switchToHttp().getRequest<Request>(), host.switchToHttp().getResponse<Response>()];
    const correlationId = correlationIdOf(request);
    if (response.headersSent) return void response.destroy();
    sendProblem(response, this.asDomainError(error, correlationId), correlationId);
  }

  private asDomainError(error: unknown, correlationId: string): DomainError {
    if (error instanceof DomainError) return error;
    if (error instanceof NotFoundException) return problems.unknownAddress();
    if (error instanceof HttpException && error.getStatus() < 500) return fail.invalid('gateway.bad-request', 'Forespørgslen kunne ikke læses.', 'The request could not be read.');
    this.logger.error({ err: error, correlationId }, 'unexpected error');
    return fail.unavailable('gateway.unexpected', 'Der skete en uventet fejl.', 'An unexpected error occurred.');
  }
}
