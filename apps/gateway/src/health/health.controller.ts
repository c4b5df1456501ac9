import { Controller, Get } from '@nestjs/common';
import { Public } from '@ringvirkning/auth';
import { IdentityProvider } from '../sign-in/identity.js';
import { problems } from '../edge/problem.js';

export interface Health {
  readonly status: 'ok';
}
const OK: Health = { status: 'ok' };

/**
 * The gateway is ready when it can sign people in. A service that is down does not make it unready: it then answers for
 * that service with a problem, and goes on serving the others.
 */
@Controller('health')
@Public('probes carry no token and get no data')
export class HealthController {
  constructor(private readonly identity: IdentityProvider) {}

  @Get('live')
  live(): Health {
    return OK;
  }

  @Get(['ready', 'startup'])
  async ready(): Promise<Health> {
    await this.identity.ready().catch(() => {
      throw problems.identityDown();
    });
    return OK;
  }
}
