import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { HealthCheckService, HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { providedBy } from './provided-by.js';

/** Something the service works with. `check` rejects with a reason when it is not there. */
export interface HealthCheck {
  readonly name: string;
  /** Without it the service still does its work, only later: shown as `degraded`, and still ready. */
  readonly canWait?: boolean;
  readonly check: () => Promise<void>;
}
/** Injection token of the service's `readonly HealthCheck[]`. */
export const HEALTH_CHECKS = Symbol('HealthChecks');

/** What a service's module provides when it works with something of its own: `readonly HealthCheck[]`. */
export const OWN_HEALTH = Symbol('OwnHealth');

const TIMEOUT_MS = 3_000;
const CACHE_MS = 1_000;

/** Whether everything the service cannot do without is there. */
@Injectable()
export class Health {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    private readonly modules: ModuleRef,
  ) {}

  /** Terminus' report. Not ready: something essential is down, or the service is stopping. */
  async report(): Promise<{ readonly ready: boolean; readonly report: unknown }> {
    try {
      return { ready: true, report: await this.health.check(this.all().map((check) => () => this.indicate(check))) };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      return { ready: false, report: error.getResponse() };
    }
  }

  private all(): readonly HealthCheck[] {
    return [...this.checks, ...(providedBy<readonly HealthCheck[]>(this.modules, OWN_HEALTH) ?? [])];
  }

  private async indicate({ name, canWait, check }: HealthCheck): Promise<HealthIndicatorResult> {
    const session = this.indicators.check(name);
    const result = await session.attempt(check).withTimeout(TIMEOUT_MS).cacheFor(CACHE_MS);
    return canWait && result[name]?.status === 'down' ? session.degraded() : result;
  }
}
