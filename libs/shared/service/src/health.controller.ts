import { Controller, Get, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Public } from '@ringvirkning/auth';

/** Something the service cannot do without. `check` rejects with a reason when it is not there. */
export interface HealthCheck {
  readonly name: string;
  check(): Promise<void>;
}
/** Injection token of the service's `readonly HealthCheck[]`. */
export const HEALTH_CHECKS = Symbol('HealthChecks');

const TIMEOUT_MS = 3_000;
const CACHE_MS = 1_000;

interface StatusResponse {
  status(code: number): unknown;
}

/** Liveness says the process turns; readiness and startup say that what the service needs is there, with 503 when not. */
@Controller('health')
@ApiExcludeController()
@Public('probes come from the platform and learn nothing but names of dependencies')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Get(['ready', 'startup'])
  async ready(@Res({ passthrough: true }) response: StatusResponse): Promise<unknown> {
    try {
      return await this.report();
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      response.status(error.getStatus());
      return error.getResponse();
    }
  }

  /** @throws ServiceUnavailableException whose response is the report, when something is down or the service is stopping. */
  report() {
    return this.health.check(this.checks.map(({ name, check }) => () => this.indicators.check(name).attempt(check).withTimeout(TIMEOUT_MS).cacheFor(CACHE_MS)));
  }
}
