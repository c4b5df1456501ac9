import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { LOGGER, type Logger } from './logger.js';
import { DomainMetrics, Metrics } from './metrics.js';

/** Logger, metrics and Terminus for the whole service. */
@Module({})
export class ObservabilityModule {
  static forService({ logger, metrics }: { logger: Logger; metrics: Metrics }): DynamicModule {
    return {
      module: ObservabilityModule,
      global: true,
      imports: [TerminusModule.forRoot({ logger: false })],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: Metrics, useValue: metrics },
        { provide: DomainMetrics, useExisting: Metrics },
      ],
      exports: [LOGGER, Metrics, DomainMetrics, TerminusModule],
    };
  }
}
