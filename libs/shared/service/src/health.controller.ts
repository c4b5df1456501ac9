import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@ringvirkning/auth';
import { Health } from './health.js';

interface StatusResponse {
  status(code: number): unknown;
}

/** Liveness says the process turns; readiness and startup say that what the service needs is there, with 503 when not. */
@Controller('health')
@ApiExcludeController()
@Public('probes come from the platform and learn nothing but names of dependencies')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Get(['ready', 'startup'])
  async ready(@Res({ passthrough: true }) response: StatusResponse): Promise<unknown> {
    const { ready, report } = await this.health.report();
    response.status(ready ? 200 : 503);
    return report;
  }
}
